# frozen_string_literal: true

module Hotframe
  # Deploys an app in the background. However often it is enqueued, one deployment of an app and tier runs and one waits; that one takes the rows as
  # they are when it starts.
  #
  # @example
  #   Hotframe::DeployPreviewJob.deploy_later(app, by: current_user.id).deployment_id
  class DeployPreviewJob < ActiveJob::Base
    queue_as :default

    # Asks for a deployment; the job is enqueued when none waits yet.
    #
    # @param app [Object] the app's record
    # @return [Deployment] to follow
    # @example
    #   Hotframe::DeployPreviewJob.deploy_later(app, tier: "production")
    def self.deploy_later(app, tier: "preview", by: nil)
      deployment = Hotframe.config.edge.deployment_model.constantize.request!(app, Edge::Tier.fetch(tier).name, by:)
      perform_later(app.id, deployment_id: deployment.id) if deployment.previously_new_record?
      deployment
    end

    # @param app_id [Object]
    # @param deployment_id [Object, nil] the row to work on; nil asks for one
    def perform(app_id, deployment_id: nil, tier: "preview", by: nil)
      app = Hotframe.config.app_class.find_by(id: app_id) or return
      service = EdgePreviewService.new(app)
      return service.deploy_preview(tier:, by:) unless deployment_id

      deployment = Hotframe.config.edge.deployment_model.constantize.find_by(id: deployment_id) or return
      service.run(deployment)
      wait_for(deployment)
    end

    private

    # Whoever is under way wakes up the one that waits. One whose process was killed does not: then it is over when its lease is.
    def wait_for(deployment)
      at = deployment.reload.blocked_until or return
      self.class.set(wait_until: at + 1.second).perform_later(deployment.hotframe_app.id, deployment_id: deployment.id)
    end
  end
end
