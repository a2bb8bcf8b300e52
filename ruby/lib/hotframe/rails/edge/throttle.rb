# frozen_string_literal: true

module Hotframe
  module Edge
    # Keeps all processes below what the API lets one token ask: a token bucket, and the moment before which the API wants to hear nothing.
    class Throttle
      # @param settings [Settings]
      # @example
      #   Hotframe::Edge::Throttle.new(settings).acquire(deadline: clock.now + 60)
      def initialize(settings, clock: Clock)
        rate, burst = settings.rate
        @cache = Hotframe.config.cache
        @key = "hotframe/edge/#{Digest::SHA256.hexdigest("#{settings.api_base} #{settings.api_token}")[0, 16]}"
        @clock = clock
        @pause = 1.0 / rate
        @bucket = TokenBucket.new(rate:, burst:, cache: @cache, key: "#{@key}/bucket", clock: -> { clock.now })
      end

      # Waits for a turn.
      #
      # @param deadline [Float] of the clock
      # @raise [RateLimited] when the turn comes later than that
      def acquire(deadline:)
        loop do
          wait = [@cache.read("#{@key}/until").to_f - @clock.now, 0].max
          wait = @pause if wait.zero? && !@bucket.take
          return if wait.zero?

          refuse(wait) if @clock.now + wait > deadline
          @clock.sleep(wait)
        end
      end

      # The API wants nobody to ask for so long.
      #
      # @param seconds [Numeric]
      def block(seconds) = @cache.write("#{@key}/until", @clock.now + seconds, expires_in: seconds + 1)

      private

      def refuse(wait)
        error = RateLimited.new("the API's rate limit is reached; try again in #{wait.ceil} s")
        error.retry_after = wait
        raise error
      end
    end

    # The time, as deploys see it; tests put another in its place.
    module Clock
      # @return [Float] seconds
      def self.now = Time.now.to_f

      # @param seconds [Numeric]
      def self.sleep(seconds) = Kernel.sleep(seconds)
    end
  end
end
