# frozen_string_literal: true

module Hotframe
  module Edge
    # Turns an answer that is not a success into the error it means.
    module Failure
      CODES = {
        10_021 => ScriptInvalid, 10_027 => ScriptTooLarge, 10_007 => NotFound, 10_014 => NotFound, 10_056 => NotFound, 10_090 => NotFound, 10_092 => NotFound,
        7_003 => NotFound, 10_023 => NoAccess, 10_074 => ClassExists, 10_013 => SessionExpired, 10_000 => Unauthorized, 9_109 => Unauthorized,
        6_003 => Unauthorized
      }.freeze
      STATUSES = { 401 => Unauthorized, 403 => NoAccess, 404 => NotFound, 408 => Unavailable, 413 => ScriptTooLarge, 429 => RateLimited }.freeze

      class << self
        # @param status [Integer]
        # @param errors [Array<Hash{String => Object}>] the answer's `errors`
        # @param asked [String] what was asked for, for the message
        # @return [Error]
        # @example
        #   Hotframe::Edge::Failure.of(400, [{ "code" => 10027, "message" => "too large" }], "PUT script").class # => ScriptTooLarge
        def of(status, errors, asked)
          code = (errors.find { |error| CODES.key?(error["code"]) } || errors.first.to_h)["code"]
          said = errors.map { |error| error["message"].to_s[0, 2_000] }.reject(&:empty?).push("(#{code || "HTTP #{status}"})")
          kind(code, status).new("#{asked}: #{said.join(" ")}", api_code: code, status:)
        end

        private

        def kind(code, status) = CODES[code] || STATUSES[status] || (status >= 500 ? Unavailable : Refused)
      end
    end
  end
end
