# frozen_string_literal: true

module Hotframe
  # What every call of Hotframe can fail with. A mistake in the app's own code is never an error: it is a {Diagnostic} of a {Module} or a
  # {Message}. Each kind has a stable number, the same in Rust, C and Ruby.
  #
  # @example
  #   begin
  #     session.update(params[:path] => params[:content])
  #   rescue Hotframe::InvalidPathError => e
  #     logger.warn("#{e.code}: #{e.message}") # 7101: invalid path "../secret": it leaves the app's root
  #   end
  class Error < StandardError
    # The stable number of the kind; nil for this class itself.
    CODE = nil

    # @return [Integer, nil] the stable number of this error's kind
    # @example
    #   error.code # => 7101
    attr_reader :code

    # @param message [String, nil]
    # @param code [Integer, nil] the number of the kind
    # @example
    #   raise Hotframe::NotFoundError, "no such app"
    def initialize(message = nil, code: self.class::CODE)
      super(message)
      @code = code
    end

    # @example
    #   case error
    #   in { code: 7101 } then head :bad_request
    #   end
    # @return [Hash{Symbol => Object}] for pattern matching: `code` and `message`
    def deconstruct_keys(_keys) = { code:, message: }
  end

  # A path that is empty, absolute, leaves the root, holds NUL or a backslash, or is too long.
  class InvalidPathError < Error
    CODE = 7101
  end

  # Two paths that are equal, or differ only by case.
  class DuplicatePathError < Error
    CODE = 7102
  end

  # Options that do not parse or contradict each other.
  class InvalidOptionsError < Error
    CODE = 7103
  end

  # More files, or more bytes, than the limits allow.
  class TooLargeError < Error
    CODE = 7104
  end

  # A named thing that does not exist.
  class NotFoundError < Error
    CODE = 7105
  end

  # Reading packages from disk failed.
  class IoError < Error
    CODE = 7106
  end

  # Work was cancelled by the host or ran out of its time.
  class CancelledError < Error
    CODE = 7107
  end

  # A bug of Hotframe's own: a panic was caught. The call had no effect and the process is fine.
  class InternalError < Error
    CODE = 7108
  end

  # An earlier {InternalError} left this session in doubt: make a new one.
  class PoisonedError < Error
    CODE = 7109
  end

  # Bytes that are no snapshot of a session: cut off, altered, of a version that is not known, or hostile.
  class InvalidSnapshotError < Error
    CODE = 7120
  end

  # A user has as many sessions as one user may have.
  class LimitReachedError < Error
    CODE = 7121
  end
end
