# frozen_string_literal: true

module EdgeMock
  # Signed tokens of upload sessions, as JSON Web Tokens.
  class Token
    LIFE = 3600

    def initialize(clock: -> { Time.now.to_i })
      @key = SecureRandom.bytes(32)
      @clock = clock
    end

    def sign(claims)
      head = encode(JSON.generate(alg: "HS256", typ: "JWT"))
      body = encode(JSON.generate(claims.merge(exp: @clock.call + LIFE)))
      "#{head}.#{body}.#{encode(mac("#{head}.#{body}"))}"
    end

    # @return [Hash, nil] nil for a token that is forged or old
    def read(token, kind)
      head, body, sign = token.to_s.split(".")
      return unless sign && OpenSSL.secure_compare(sign, encode(mac("#{head}.#{body}")))

      claims = JSON.parse(body.tr("-_", "+/").unpack1("m"))
      claims if claims["kind"] == kind && claims["exp"] > @clock.call
    end

    private

    def mac(text) = OpenSSL::HMAC.digest("SHA256", @key, text)

    def encode(bytes) = [bytes].pack("m0").tr("+/", "-_").delete("=")
  end
end
