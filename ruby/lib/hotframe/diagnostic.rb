# frozen_string_literal: true

require "json"

module Hotframe
  # A problem in the app's own code, as a value: what the preview's overlay and the editor show.
  #
  # @example
  #   problem = compiler.transform("src/App.tsx", "const x = ;").diagnostics.first
  #   problem.to_s  # => "src/App.tsx:1:11: error: Expression expected"
  #   problem.frame # => "> 1 | const x = ;\n    |           ^"
  class Diagnostic
    # @return [String] `"error"` or `"warning"`
    # @example
    #   diagnostic.severity # => "error"
    attr_reader :severity

    # @return [String] a short stable name such as `"syntax"`
    # @example
    #   diagnostic.code # => "syntax"
    attr_reader :code

    # @return [String] what is wrong, in one sentence
    # @example
    #   diagnostic.message # => "Expression expected"
    attr_reader :message

    # @return [String] the file's path below the app's root
    # @example
    #   diagnostic.file # => "src/App.tsx"
    attr_reader :file

    # @return [Integer] from 1; 0 when the problem has no place in the text
    # @example
    #   diagnostic.line # => 1
    attr_reader :line

    # @return [Integer] from 1, in UTF-16 units as editors count; 0 when the problem has no place in the text
    # @example
    #   diagnostic.column # => 11
    attr_reader :column

    # @return [String] the lines around the place with a caret; empty when there is no place
    # @example
    #   puts diagnostic.frame
    attr_reader :frame

    # @return [String, nil] what to do about it
    # @example
    #   diagnostic.hint # => nil
    attr_reader :hint

    # @param attributes [Hash{String => Object}] the diagnostic as on the wire
    # @example
    #   Hotframe::Diagnostic.new("severity" => "error", "message" => "bad", "file" => "a.ts")
    def initialize(attributes)
      @severity = attributes.fetch("severity").dup.freeze
      @code = attributes["code"].to_s.freeze
      @message = attributes.fetch("message").dup.freeze
      @file = attributes["file"].to_s.freeze
      @line = attributes["line"].to_i
      @column = attributes["column"].to_i
      @frame = attributes["frame"].to_s.freeze
      @hint = attributes["hint"]&.dup.freeze
      freeze
    end

    # @return [Boolean] whether the file cannot run
    # @example
    #   mod.diagnostics.any?(&:error?)
    def error? = severity == "error"

    # @return [String] one line, as compilers print it
    # @example
    #   diagnostic.to_s # => "src/App.tsx:1:11: error: Expression expected"
    def to_s = "#{[file, *([line, column] if line.positive?)].join(":")}: #{severity}: #{message}"

    # @return [Hash{Symbol => Object}] every field
    # @example
    #   diagnostic.to_h[:line] # => 1
    def to_h = { severity:, code:, message:, file:, line:, column:, frame:, hint: }

    # @return [Hash{Symbol => Object}] for pattern matching
    # @example
    #   case diagnostic
    #   in { severity: "error", file:, line: } then mark(file, line)
    #   end
    def deconstruct_keys(_keys) = to_h

    # @return [Hash{Symbol => Object}] what `ActiveSupport` encodes
    # @example
    #   render json: { diagnostics: session.diagnostics }
    def as_json(*) = to_h

    # @return [String] the diagnostic as JSON
    # @example
    #   diagnostic.to_json # => "{\"severity\":\"error\",...}"
    def to_json(*state) = JSON.generate(to_h, *state)

    # @return [Boolean] whether every field is equal
    # @example
    #   session.diagnostics == before
    def ==(other) = other.is_a?(Diagnostic) && to_h == other.to_h
    alias eql? ==

    # @return [Integer] equal for equal diagnostics
    # @example
    #   diagnostics.uniq
    def hash = to_h.hash

    # @return [String]
    # @example
    #   diagnostic.inspect # => "#<Hotframe::Diagnostic src/App.tsx:1:11: error: Expression expected>"
    def inspect = "#<#{self.class} #{self}>"
  end
end
