# frozen_string_literal: true

class HealthController < ActionController::API
  def show
    App.exists?
    render plain: "ok"
  end
end
