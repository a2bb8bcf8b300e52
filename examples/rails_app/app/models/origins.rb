# frozen_string_literal: true

# Which host is what. The editor is on one; every preview is on a host below it, which is Hotframe's to say, and so is every visual editor.
module Origins
  HOST = Rails.configuration.x.host
  VISUAL = /\Avisual-(\d+)\.#{Regexp.escape(HOST)}\z/
  private_constant :VISUAL

  class << self
    def editor_host?(host) = host == HOST

    # @return [String, nil] the id of the app whose visual editor that host is
    def visual_app_id(host) = host[VISUAL, 1]

    # @return [String] such as "http://visual-4.localhost:3000"
    def visual(request, app) = "#{request.protocol}visual-#{app.id}.#{HOST}#{request.port_string}"

    # @return [String] such as "http://localhost:3000"
    def editor(request) = "#{request.protocol}#{HOST}#{request.port_string}"
  end
end
