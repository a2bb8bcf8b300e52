# frozen_string_literal: true

# Signing in is choosing one of the demo's people.
class SessionsController < ApplicationController
  skip_before_action :require_user

  def new; end

  def create
    user = User.find_by_id(params[:user])
    return redirect_to(sign_in_path) unless user

    cookies.signed[:user_id] = { value: user.id, httponly: true, same_site: :lax, secure: request.ssl? }
    redirect_to root_path
  end

  def destroy
    cookies.delete(:user_id)
    redirect_to sign_in_path
  end
end
