# frozen_string_literal: true

module Hotframe
  module Edge
    # A `multipart/form-data` body, as browsers and wrangler write it: names escaped as the HTML standard says, binary contents as they are.
    class Multipart
      # One part; without `filename` it is a field.
      Part = Struct.new(:name, :content, :filename, :content_type, keyword_init: true)

      # @return [Array<Part>]
      attr_reader :parts

      # @example
      def initialize
        @parts = []
      end

      # @return [Multipart] itself
      def add(name, content, filename: nil, content_type: nil)
        @parts << Part.new(name:, content: content.b, filename:, content_type:)
        self
      end

      # @return [String] of the request's header
      def content_type = "multipart/form-data; boundary=#{boundary}"

      # @return [String] bytes
      def body
        @parts.each_with_object(String.new(encoding: Encoding::BINARY)) { |part, body| body << head(part) << part.content << "\r\n" } << "--#{boundary}--\r\n"
      end

      private

      # No part may hold it; sixteen random bytes are held by none.
      def boundary = @boundary ||= "hotframe-#{SecureRandom.hex(16)}"

      def head(part)
        filename = %(; filename="#{escape(part.filename)}") if part.filename
        type = "\r\nContent-Type: #{part.content_type.delete("\r\n")}" if part.content_type
        %(--#{boundary}\r\nContent-Disposition: form-data; name="#{escape(part.name)}"#{filename}#{type}\r\n\r\n).b
      end

      def escape(text) = text.to_s.gsub("\r", "%0D").gsub("\n", "%0A").gsub('"', "%22")
    end
  end
end
