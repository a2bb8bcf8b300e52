# frozen_string_literal: true

# Which host is what. The editor is on one; every preview is on a host below it, which is Hotframe's to say.
module Origins
  HOST = Rails.configuration.x.host

  class << self
    def editor_host?(host) = host == HOST

    # @return [String] such as "http://localhost:3000"
    def editor(request) = "#{request.protocol}#{HOST}#{request.port_string}"
  end
end
