# frozen_string_literal: true

module Hotframe
  module Edge
    # Says where in the app's own files a runtime's complaint about a script stands: `Uncaught SyntaxError ... at index.js:1:3`.
    class StackTrace
      PLACE = /\b(?<file>[\w.-]+\.m?js):(?<line>\d+)(?::(?<column>\d+))?/
      DIGITS = ("A".."Z").chain("a".."z", "0".."9", %w[+ /]).each_with_index.to_h
      private_constant :PLACE, :DIGITS

      # @param map [String, nil] the script's source map, JSON
      # @param file [String] the script's name
      # @example
      #   Hotframe::Edge::StackTrace.new(worker.map).translate("Uncaught Error: no\n  at index.js:3:9")
      def initialize(map, file: "index.js")
        @map = map && JSON.parse(map)
        @file = file
      rescue JSON::ParserError
        @map = nil
      end

      # @param message [String]
      # @return [String] the same, with places in the app's files instead of those in the script
      def translate(message)
        message.gsub(PLACE) do |place|
          found = Regexp.last_match
          original(found[:file], found[:line], found[:column])&.join(":") || place
        end
      end

      # @param message [String]
      # @return [Array<Hotframe::Diagnostic>] for the first place of the message that is in an app's file
      def diagnostics(message)
        found = message.to_enum(:scan, PLACE).map { Regexp.last_match }
        file, line, column = found.filter_map { |place| original(place[:file], place[:line], place[:column]) }.first
        return [] unless file

        [Diagnostic.new("severity" => "error", "code" => "script-invalid", "message" => message.lines.first.to_s.strip, "file" => file, "line" => line,
                        "column" => column, "frame" => "", "hint" => nil)]
      end

      private

      def original(file, line, column)
        return unless @map && file == @file

        segments = lines[line.to_i - 1] or return
        at = segments.rindex { |segment| segment[0] <= [column.to_i - 1, 0].max } || 0
        _, source, row, col = segments[at]
        [@map["sources"][source], row + 1, col + 1] if source && @map["sources"][source]
      end

      # Of each line of the script: [column, source, line, column there].
      def lines
        @lines ||= begin
          state = [0, 0, 0]
          @map["mappings"].split(";", -1).map do |line|
            column = 0
            line.split(",").filter_map do |text|
              fields = decode(text)
              column += fields[0]
              next unless fields.size >= 4

              state = state.zip(fields[1, 3]).map(&:sum)
              [column, *state]
            end
          end
        end
      end

      # Base 64 digits of five bits and one that says whether more follow; the lowest bit of a number is its sign.
      def decode(text)
        numbers = []
        value = shift = 0
        text.each_char do |letter|
          digit = DIGITS.fetch(letter, 0)
          value |= (digit & 31) << shift
          shift += 5
          next if digit.anybits?(32)

          numbers << (value.odd? ? -(value >> 1) : value >> 1)
          value = shift = 0
        end
        numbers
      end
    end
  end
end
