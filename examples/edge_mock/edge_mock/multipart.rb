# frozen_string_literal: true

module EdgeMock
  # Reads `multipart/form-data` and takes nothing that is not written exactly.
  module Multipart
    Part = Struct.new(:name, :filename, :content_type, :content, keyword_init: true)

    class << self
      # @return [Array<Part>]
      def parse(content_type, body)
        boundary = content_type.to_s[%r{\Amultipart/form-data;\s*boundary="?([^";,\s]{1,70})"?\z}, 1] or refuse("no multipart/form-data with a boundary")
        delimiter = "--#{boundary}".b
        body = body.b
        refuse("the body does not start with the boundary") unless body.start_with?("#{delimiter}\r\n")
        refuse("the body does not end with the last boundary") unless body.end_with?("\r\n#{delimiter}--\r\n", "\r\n#{delimiter}--")
        inner = body.delete_prefix("#{delimiter}\r\n").sub(/\r\n#{Regexp.escape(delimiter)}--(?:\r\n)?\z/n, "")
        parts = inner.split("\r\n#{delimiter}\r\n", -1).map { |text| part(text) }
        names = parts.map { |one| [one.name, one.filename] }
        refuse("two parts have one name") if names.uniq.size != names.size
        parts
      end

      private

      def part(text)
        head, content = text.split("\r\n\r\n", 2)
        refuse("a part without an empty line after its headers") if content.nil?
        headers = head.split("\r\n").to_h do |line|
          name, value = line.split(": ", 2)
          refuse("a part with the header #{line.inspect}") unless value
          [name.downcase, value]
        end
        unknown = headers.keys - %w[content-disposition content-type]
        refuse("a part with headers that nobody reads: #{unknown.join(", ")}") if unknown.any?
        found = /\Aform-data; name="([^"\r\n]+)"(?:; filename="([^"\r\n]*)")?\z/.match(headers["content-disposition"].to_s)
        refuse("a part without form-data and a name") unless found
        Part.new(name: found[1], filename: found[2], content_type: headers["content-type"], content:)
      end

      def refuse(why) = raise(Refusal.new(400, 10_001, "Could not parse the multipart body: #{why}"))
    end
  end
end
