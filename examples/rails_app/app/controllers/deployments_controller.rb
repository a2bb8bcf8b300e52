# frozen_string_literal: true

# The "Deploy" button. How it goes is told over the cable.
class DeploymentsController < ApplicationController
  def create
    app = find_app(params[:app_id])
    DemoEdge.start
    deployment = Hotframe::DeployPreviewJob.deploy_later(app, by: current_user.id)
    render json: deployment.slice(:deployment_id, :version, :status), status: :accepted
  end
end
