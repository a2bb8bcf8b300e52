# frozen_string_literal: true

module Hotframe
  # Limits how often something happens: `rate` per second, and `burst` at once.
  class TokenBucket
    # @param rate [Numeric] tokens per second
    # @param burst [Numeric] the most that the bucket holds
    # @param cache [ActiveSupport::Cache::Store, nil] where the bucket is shared by all processes; nil keeps it here
    # @param key [String, nil] its name there
    # @example
    #   bucket = Hotframe::TokenBucket.new(rate: 50, burst: 200)
    #   bucket.take # => true
    def initialize(rate:, burst:, cache: nil, key: nil, clock: -> { Time.now.to_f })
      @rate = rate.to_f
      @burst = burst.to_f
      @cache = cache unless cache.is_a?(ActiveSupport::Cache::NullStore)
      @key = key
      @clock = clock
      @lock = Mutex.new
    end

    # Processes that share a bucket read and write it without a lock, so at the edge a few more may pass.
    #
    # @param count [Integer] tokens
    # @return [Boolean] whether there were as many
    # @example
    #   raise "too fast" unless bucket.take
    def take(count = 1)
      @lock.synchronize do
        now = @clock.call
        tokens, at = state || [@burst, now]
        tokens = [tokens + ([now - at, 0].max * @rate), @burst].min # clocks of machines differ
        enough = tokens >= count
        self.state = [enough ? tokens - count : tokens, [now, at].max]
        enough
      end
    end

    private

    def state = @cache ? @cache.read(@key) : @state

    def state=(value)
      @cache ? @cache.write(@key, value, expires_in: (@burst / @rate) + 60) : (@state = value)
    end
  end
end
