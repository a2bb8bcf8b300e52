# frozen_string_literal: true

module Hotframe
  # How a preview's files travel: as Brotli where the app has the `brotli` gem and the browser takes it, else as gzip.
  module Compression
    TEXT = /javascript|json|css|svg|text/
    # Smaller files fit into the packet that their headers are in.
    LEAST = 1.kilobyte
    # Files are compressed as they are asked for: a level that costs no more than gzip's.
    LEVEL = 5
    private_constant :TEXT, :LEAST, :LEVEL

    class << self
      # @param asset [Asset]
      # @param accepted [String, nil] what `Accept-Encoding` says
      # @return [Array(String, String)] the name of the encoding, or nil, and the body
      # @example
      #   Hotframe::Compression.of(session.asset("@hotframe/client/3f2a.js"), "gzip, br").first # => "gzip"
      def of(asset, accepted)
        body = asset.body
        return [nil, body] unless asset.content_type.match?(TEXT) && body.bytesize > LEAST

        case encoding = best(accepted)
        when "br" then [encoding, Brotli.deflate(body, quality: LEVEL)]
        when "gzip" then [encoding, ActiveSupport::Gzip.compress(body)]
        else [nil, body]
        end
      end

      private

      def best(accepted)
        wanted = Rack::Utils.q_values(accepted.to_s).filter_map { |name, quality| name.downcase if quality.positive? }
        [*("br" if defined?(::Brotli)), "gzip"].find { |encoding| wanted.include?(encoding) }
      end
    end
  end
end
