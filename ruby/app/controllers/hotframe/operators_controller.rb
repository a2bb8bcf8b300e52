# frozen_string_literal: true

module Hotframe
  # For those who run the service: there is nothing here for anybody else, not even the knowledge that it exists.
  class OperatorsController < ActionController::Base
    protect_from_forgery with: :exception
    layout false
    before_action { head :not_found unless Hotframe.config.operator.call(request) }
  end
end
