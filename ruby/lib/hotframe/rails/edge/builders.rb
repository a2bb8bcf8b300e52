# frozen_string_literal: true

module Hotframe
  module Edge
    # The builders of this process, those used last: the next deployment of an app goes on from what was built before.
    module Builders
      Kept = Struct.new(:options, :builder, :lock)
      LOCK = Mutex.new
      private_constant :Kept, :LOCK

      class << self
        # @param app [Object] the app's record
        # @param tier [Tier]
        # @param options [Hash{Symbol => Object}] as {Builder.new} takes them
        # @param most [Integer] how many are kept
        # @yield [Builder] alone with it: its last build is the caller's
        # @return [Object] what the block answers
        # @example
        #   Hotframe::Edge::Builders.with(app, tier, options, most: 8) { |builder| builder.build(files) }
        def with(app, tier, options, most:, &)
          kept = find([app.class.name, app.id, tier.name], options, most)
          kept.lock.synchronize { yield kept.builder }
        end

        # Forgets all.
        #
        # @api private
        def reset = LOCK.synchronize { @kept = nil }

        private

        def find(key, options, most)
          LOCK.synchronize do
            # What a parent process left in the middle of its work is not for its children.
            unless @kept && @pid == Process.pid
              @kept = {}
              @pid = Process.pid
            end
            kept = @kept.delete(key)
            kept = Kept.new(options, Builder.new(**options), Mutex.new) unless kept&.options == options
            @kept[key] = kept
            @kept.shift while @kept.size > [most, 1].max
            kept
          end
        end
      end
    end
  end
end
