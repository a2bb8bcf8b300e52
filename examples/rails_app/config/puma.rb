# frozen_string_literal: true

# "localhost" binds every loopback address, IPv4 and IPv6. Without low_latency (TCP_NODELAY) a message that follows another waits 40 ms for the
# browser's acknowledgement.
bind "tcp://#{ENV.fetch("HOTFRAME_BIND", "localhost")}:#{ENV.fetch("PORT", 3000)}?low_latency=true"
threads 5, 5
environment ENV.fetch("RAILS_ENV", "development")
rackup File.expand_path("../config.ru", __dir__)
quiet
