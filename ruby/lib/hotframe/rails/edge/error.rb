# frozen_string_literal: true

module Hotframe
  module Edge
    # What a deploy can fail with. `reason` is a stable word for programs and records; `api_code` is the provider's own number, where it gave one.
    class Error < Hotframe::Error
      REASON = "edge_error"

      # @return [Integer, nil] the provider's number, such as 10021
      # @example
      #   error.api_code # => 10021
      attr_reader :api_code

      # @return [Integer, nil] the status of the HTTP answer
      attr_reader :status

      # @return [Array<Hotframe::Diagnostic>] places in the app that caused it
      attr_reader :diagnostics

      # @param message [String]
      # @example
      #   raise Hotframe::Edge::Unavailable.new("the API answered 503", status: 503)
      def initialize(message = nil, api_code: nil, status: nil, diagnostics: [])
        super(message)
        @api_code = api_code
        @status = status
        @diagnostics = diagnostics
      end

      # @return [String] such as `"rate_limited"`
      # @example
      #   error.reason # => "script_invalid"
      def reason = self.class::REASON

      # @return [Hash{Symbol => Object}] what a record of the failure keeps
      # @example
      #   error.to_h[:reason]
      def to_h = { reason:, message:, api_code:, status:, diagnostics: diagnostics.map(&:to_h) }.compact
    end

    kinds = {
      NotConfigured: "not_configured", BuildFailed: "build_failed", BundleTooLarge: "bundle_too_large", ScriptInvalid: "script_invalid",
      ScriptTooLarge: "script_too_large", NotFound: "not_found", NoAccess: "no_access", Unauthorized: "unauthorized", ClassExists: "class_exists",
      SessionExpired: "session_expired", RateLimited: "rate_limited", Refused: "refused", Unavailable: "unavailable", Unreachable: "unreachable",
      Incomplete: "incomplete_answer", NotServing: "not_serving", Superseded: "superseded", Disabled: "disabled", PartialWrite: "partial_write"
    }
    # BuildFailed: the app does not build. BundleTooLarge: refused before any upload. ScriptInvalid: 10021, V8 does not take the script.
    # ScriptTooLarge: 10027. NotFound: 10007, 10090, 10092. NoAccess: 10023, the plan or the token lacks the feature. Unauthorized: the token is
    # wrong. ClassExists: 10074. SessionExpired: the upload's token is no longer good. RateLimited: 429 for longer than the deploy may take.
    # Unavailable: 5xx to the last attempt. Unreachable: no connection, or it broke. Incomplete: an answer that is no answer. NotServing: uploaded,
    # yet the address serves another version. Superseded: another deploy or a rollback took over. PartialWrite: a KV write that took only some keys.
    kinds.each { |name, reason| const_set(name, Class.new(Error) { const_set(:REASON, reason) }) }

    # 429, and when it is worth asking again.
    class RateLimited
      # @return [Float, nil] seconds
      attr_accessor :retry_after
    end
  end
end
