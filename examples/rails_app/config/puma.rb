# frozen_string_literal: true

# "localhost" binds every loopback address, IPv4 and IPv6.
bind "tcp://#{ENV.fetch("HOTFRAME_BIND", "localhost")}:#{ENV.fetch("PORT", 3000)}"
threads 5, 5
environment ENV.fetch("RAILS_ENV", "development")
rackup File.expand_path("../config.ru", __dir__)
quiet
