# frozen_string_literal: true

class AppsController < ApplicationController
  content_security_policy(only: :show) do |policy|
    policy.frame_src -> { @app ? Hotframe::Origins.preview(request, @app) : "'none'" }, -> { @app ? Origins.visual(request, @app) : "'none'" }
  end

  before_action :load_app, only: %i[show preview]

  def index
    @apps = App.visible_to(current_user).order(:id)
    @file_counts = AppFile.where(app: @apps).group(:app_id).count
  end

  # The editor. Its page is rendered here and made live by our own compiler.
  def show
    @files = @app.files.order(:path)
    html = render_to_string
    response.headers["Cache-Control"] = "no-store"
    render html: EditorFrontend.page(html, nonce: content_security_policy_nonce).html_safe
  end

  # The preview alone, in a tab of its own.
  def preview
    redirect_to helpers.hotframe_preview_url(@app), status: :see_other
  end

  private

  def load_app
    @app = find_app(params[:id])
  end
end
