# frozen_string_literal: true

class ApplicationController < ActionController::Base
  before_action :require_user

  helper_method :current_user

  content_security_policy do |policy|
    policy.default_src :none
    policy.script_src :self
    policy.style_src :self, :unsafe_inline # CodeMirror and hot CSS make style elements
    policy.img_src :self, :data
    policy.connect_src :self, -> { request.base_url.sub(/\Ahttp/, "ws") }
    policy.base_uri :none
    policy.form_action :self
    policy.frame_ancestors :none
  end

  rescue_from ActiveRecord::RecordNotFound do
    head :not_found
  end

  private

  def current_user
    @current_user ||= User.find_by_id(cookies.signed[:user_id])
  end

  def require_user
    redirect_to sign_in_path unless current_user
  end

  # @return [App] deny by default: an app of somebody else does not exist
  def find_app(id) = App.visible_to(current_user).find(id)
end
