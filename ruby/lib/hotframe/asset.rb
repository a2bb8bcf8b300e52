# frozen_string_literal: true

module Hotframe
  # A file that a preview page asks for: a script, a stylesheet, an image.
  #
  # @example
  #   asset = session.asset("@hotframe/client/3f2a.js")
  #   [200, asset.headers, [asset.body]]
  class Asset
    # @return [String] such as `"text/javascript; charset=utf-8"`
    # @example
    #   asset.content_type # => "image/png"
    attr_reader :content_type

    # @return [String] frozen bytes (`ASCII-8BIT`)
    # @example
    #   asset.body.bytesize # => 68
    attr_reader :body

    # @param content_type [String]
    # @param body [String]
    # @param immutable [Boolean]
    # @example
    #   Hotframe::Asset.new("text/css", "a{}", true)
    def initialize(content_type, body, immutable)
      @content_type = content_type
      @body = body
      @immutable = immutable
      freeze
    end

    # @return [Boolean] whether the path names its content, so that it may be cached for ever
    # @example
    #   response.headers["Cache-Control"] = "no-cache" unless asset.immutable?
    def immutable? = @immutable

    # @return [Hash{String => String}] headers for an HTTP answer
    # @example
    #   asset.headers # => {"Content-Type" => "image/png", "Cache-Control" => "no-cache", "X-Content-Type-Options" => "nosniff"}
    def headers
      cache = immutable? ? "public, max-age=31536000, immutable" : "no-cache"
      { "Content-Type" => content_type, "Cache-Control" => cache, "X-Content-Type-Options" => "nosniff" }
    end

    # @return [Hash{Symbol => Object}] for pattern matching: `content_type`, `body`, `immutable`
    # @example
    #   case session.asset(path)
    #   in { content_type:, body: } then send_data(body, type: content_type)
    #   in nil then head :not_found
    #   end
    def deconstruct_keys(_keys) = { content_type:, body:, immutable: immutable? }

    # @return [String]
    # @example
    #   asset.inspect # => "#<Hotframe::Asset image/png 68 bytes>"
    def inspect = "#<#{self.class} #{content_type} #{body.bytesize} bytes#{" immutable" if immutable?}>"
  end
end
