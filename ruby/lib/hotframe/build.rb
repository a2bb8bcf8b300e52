# frozen_string_literal: true

module Hotframe
  # How far a build is: the phase (`"compile"`, `"bundle"`, `"write"`, `"done"`), a fraction from 0.0 to 1.0 that never goes back, and how many modules
  # were met.
  #
  # @example
  #   builder.build(files) { |progress| puts progress.phase }
  Progress = Struct.new(:phase, :fraction, :modules, keyword_init: true) do
    # @api private
    def self.told(block) = block && ->(phase, fraction, modules) { block.call(new(phase:, fraction:, modules:).freeze) }
  end

  # Stops builds, from any thread. One token may be given to many builds; it stays cancelled.
  #
  # @example
  #   token = Hotframe::CancelToken.new
  #   Thread.new { sleep 1; token.cancel }
  #   builder.build(files, token) # raises Hotframe::CancelledError if that takes longer
  class CancelToken
    # @!method self.new
    #   @return [CancelToken] frozen, and shareable between Ractors
    # @!method cancel
    #   Asks the builds to stop. They raise {CancelledError} within a few milliseconds.
    #   @return [nil]
    # @!method cancelled?
    #   @return [Boolean]

    # @return [String]
    def inspect = "#<#{self.class}#{" cancelled" if cancelled?}>"
  end

  # A build that {Builder#start} started.
  #
  # @example
  #   build = builder.start(files)
  #   build.cancel unless still_wanted
  #   build.wait # => a Bundle, or CancelledError
  class Build
    # @api private
    def initialize(token, &)
      @token = token
      @thread = Thread.new(&)
      @thread.report_on_exception = false
    end

    # @return [Bundle]
    # @raise [CancelledError] after {#cancel}
    def wait = @thread.value

    # @return [Boolean] whether {#wait} would not wait
    def done? = !@thread.alive?

    # @return [self]
    def cancel
      @token.cancel
      self
    end

    # @return [String]
    def inspect = "#<#{self.class} #{done? ? "done" : "running"}>"
  end
end
