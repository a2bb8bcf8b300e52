# frozen_string_literal: true

module Hotframe
  # What a cable's configuration leads to that nobody expects.
  module CableAdvice
    class << self
      # From Rails 7.1 on the Redis adapter tries once to connect again, at once, and then never (`ActionCable::SubscriptionAdapter::Redis`):
      # after a restart of Redis the process confirms no subscription and delivers nothing until it is restarted itself.
      #
      # @param cable [Hash, nil] what `config/cable.yml` says for this environment
      # @param rails [String] the version of Rails
      # @return [String, nil]
      # @example
      #   Hotframe::CableAdvice.about({ "adapter" => "redis" }, rails: "7.2.2") # => "hotframe: config/cable.yml has no ..."
      def about(cable, rails: ::Rails.version)
        cable = (cable || {}).to_h.transform_keys(&:to_s)
        return unless cable["adapter"].to_s == "redis" && !cable.key?("reconnect_attempts")
        return if Gem::Version.new(rails) < Gem::Version.new("7.1")

        "hotframe: config/cable.yml has no reconnect_attempts: when Redis is away for a moment this process stays deaf until it is restarted. " \
          "Say for instance reconnect_attempts: [0.1, 0.5, 1, 2, 4, 8, 8, 8]"
      end
    end
  end
end
