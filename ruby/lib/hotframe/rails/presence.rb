# frozen_string_literal: true

module Hotframe
  # The subscriptions of this process: how many there are of each app and of each connection.
  module Presence
    LOCK = Mutex.new
    private_constant :LOCK

    class << self
      # @param channel [Object] the subscription
      # @return [Boolean] false when the app or the connection has too many already
      # @api private
      def enter(channel, app_id, connection)
        config = Hotframe.config
        LOCK.synchronize do
          return false if count(:app, app_id) >= config.subscriptions_per_app || count(:connection, connection) >= config.subscriptions_per_connection

          all[channel] = { app: app_id, connection: }
        end
        true
      end

      # @api private
      def leave(channel) = LOCK.synchronize { all.delete(channel) }

      # @return [Hash{Object => Integer}] app id => open previews in this process
      # @example
      #   Hotframe::Presence.by_app # => {1 => 2}
      def by_app = LOCK.synchronize { all.each_value.map { |entry| entry[:app] }.tally }

      # @return [Integer] open previews in this process
      # @example
      #   Hotframe::Presence.size # => 2
      def size = LOCK.synchronize { all.size }

      private

      def all = (@all ||= {}.compare_by_identity)

      def count(kind, value) = all.each_value.count { |entry| entry[kind] == value }
    end
  end
end
