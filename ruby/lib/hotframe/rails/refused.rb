# frozen_string_literal: true

module Hotframe
  # A client asked for what it may not have or what makes no sense. The one who asked is told, nobody else.
  class Refused < StandardError
    # @return [String] a short stable name such as `"forbidden"`
    # @example
    #   error.code # => "rate_limited"
    attr_reader :code

    # @param code [String]
    # @param message [String] what the person is told
    # @example
    #   raise Hotframe::Refused.new("bad_request", "The content must be text.")
    def initialize(code, message)
      super(message)
      @code = code
    end
  end
end
