# frozen_string_literal: true

# Which host is what. Every preview runs on an origin of its own, so that an app's code reaches neither the editor nor another app.
module Origins
  HOST = Rails.configuration.x.host
  PREVIEW_HOST = /\Aapp-([1-9]\d{0,17})\.#{Regexp.escape(HOST)}\z/

  class << self
    def editor_host?(host) = host == HOST

    # @return [Integer, nil] the app that a preview's host names
    def app_id(host) = host[PREVIEW_HOST, 1]&.to_i

    # @return [String] such as "http://localhost:3000"
    def editor(request) = "#{request.protocol}#{HOST}#{request.port_string}"

    # @return [String] such as "http://app-1.localhost:3000"
    def preview(request, app) = "#{request.protocol}app-#{app.id}.#{HOST}#{request.port_string}"
  end
end
