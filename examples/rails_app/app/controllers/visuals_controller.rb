# frozen_string_literal: true

# What the editor's page needs to know for the visual editor in its frame.
class VisualsController < ApplicationController
  before_action { @app = find_app(params[:app_id]) }
  before_action { response.headers["Cache-Control"] = "no-store" }

  # The document that the app's code says.
  def show
    render json: VisualEditor.document(@app)
  end

  # The frame's address, with a token that opens it.
  def address
    token = Hotframe::Access.token(@app, viewer: current_user.id)
    render json: { src: "#{Origins.visual(request, @app)}/?#{{ hotframe_token: token }.to_query}" }
  end

  # Where the frame's page should be.
  def revision
    render json: VisualEditor.read(@app) { |session| session.connected.to_json }
  end

  # What brings the frame's page up to date.
  def sync
    from, have, page = params.values_at(:from, :have, :page)
    have = have.respond_to?(:to_unsafe_h) ? have.to_unsafe_h : {}
    return head(:bad_request) unless [from, page].compact.all?(String) && have.each_value.all?(String)

    render json: VisualEditor.read(@app) { |session| session.sync(from:, have:, page:).to_json }
  end
end
