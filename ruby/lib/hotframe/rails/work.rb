# frozen_string_literal: true

require "concurrent"

module Hotframe
  # Runs what compiles on threads of our own, so that the cable's few threads stay free for everybody's pings and chats. The work of one app is
  # done one piece after the other, in order, and occupies one thread at most, however much it asks for.
  module Work
    LOCK = Mutex.new
    private_constant :LOCK

    class << self
      # @param key [Object] works of one key run one after the other
      # @return [void]
      # @example
      #   Hotframe::Work.post(app.id) { compile }
      def post(key, &work)
        return work.call if Hotframe.config.work == :caller

        later(key, &work)
        nil
      end

      # The same, also where {Configuration#work} says `:caller`.
      #
      # @return [Concurrent::Promises::Future] of what the block returns
      # @example
      #   Hotframe::Work.later(app.id) { service.build_full_bundle }.value
      def later(key, &work)
        result = Concurrent::Promises.resolvable_future
        pool, queues = LOCK.synchronize { own }
        enqueue(pool, queues, key) { result.resolve(*outcome(work)) }
        result
      end

      # @return [Integer] works that wait or run
      # @example
      #   Hotframe::Work.size # => 0
      def size = LOCK.synchronize { own.last.sum { |_, waiting| waiting.size } }

      private

      # A forked child has none of its parent's threads.
      def own
        @own = nil if @pid != Process.pid
        @pid = Process.pid
        @own ||= [Concurrent::FixedThreadPool.new(Hotframe.config.threads, name: "hotframe"), {}]
      end

      def enqueue(pool, queues, key, &work)
        first = LOCK.synchronize { (queues[key] ||= []).push(work).one? }
        pool.post { drain(pool, queues, key) } if first
      end

      # One piece, then back to the end of the line: an app that asks for much does not keep others waiting.
      def drain(pool, queues, key)
        LOCK.synchronize { queues[key].first }.call
      ensure
        more = LOCK.synchronize do
          queues[key].shift
          queues[key].any? || (queues.delete(key) && false)
        end
        pool.post { drain(pool, queues, key) } if more
      end

      def outcome(work)
        value = defined?(::Rails.application.executor) && ::Rails.application ? ::Rails.application.executor.wrap(&work) : work.call
        [true, value, nil]
      rescue StandardError => e
        Hotframe.config.logger.error("[hotframe] #{e.full_message(highlight: false)}")
        [false, nil, e]
      end
    end
  end
end
