# frozen_string_literal: true

# Components that an AI (or a person) registers for an app: fields for the visual editor, and a source file that is compiled as any other file of
# the app, and never evaluated here.
class ComponentsController < ApplicationController
  before_action { @app = find_app(params[:app_id]) }

  rescue_from ActiveRecord::RecordInvalid, Hotframe::Error do |error|
    render json: { error: error.message }, status: :unprocessable_entity
  end

  # `{name, fields, default_props, source}`; the same name again is its next version.
  def create
    component = AppComponent.register(@app, **registered)
    render json: { name: component.name, path: component.source_path }, status: :created
  end

  private

  def registered
    given = params.permit(:name, :source, fields: {}, default_props: {})
    { name: given[:name].to_s, source: given[:source].to_s, fields: given[:fields].to_h, default_props: given[:default_props].to_h }
  end
end
