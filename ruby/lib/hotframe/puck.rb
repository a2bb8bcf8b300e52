# frozen_string_literal: true

require "json"

module Hotframe
  # Visual edits as code: the data of a Puck editor becomes React components in TypeScript, and what was written reads back to the same data.
  # What is wrong with a document is a {Diagnostic} that names the place by its JSON pointer; the rest of the document is converted.
  #
  # @see https://puckeditor.com/docs/api-reference/data-model/data Puck's data model
  module Puck
    # What a document became.
    class Conversion
      # @return [Hash{String => String}] the files to write, path => text, from the app's root
      # @example
      #   conversion.files.keys # => ["src/puck/Page.tsx", "src/puck/components/Hero.tsx", "src/puck/index.ts", "src/puck/slot.tsx"]
      attr_reader :files

      # @return [Hash{String => String}] files of ours that were edited by hand: `files` has them as they are, this as they would have been written
      # @example
      #   conversion.conflicts # => {}
      attr_reader :conflicts

      # @return [Array<Diagnostic>]
      # @example
      #   conversion.diagnostics.map(&:to_s)
      attr_reader :diagnostics

      # @return [String, nil] names the page as it now is: what the next conversion takes as `seen`; nil after a conflict
      # @example
      #   Hotframe::Puck.convert(next_data, existing: files, seen: conversion.seen)
      attr_reader :seen

      # @api private
      def initialize(json)
        parsed = JSON.parse(json, freeze: true)
        @files, @conflicts, @seen = parsed.values_at("files", "conflicts", "seen")
        @diagnostics = parsed.fetch("diagnostics").map { |diagnostic| Diagnostic.new(diagnostic) }.freeze
        freeze
      end

      # @return [Boolean] whether there is a page; warnings do not count
      # @example
      #   conversion.ok? # => true
      def ok? = diagnostics.none?(&:error?)

      # @return [Hash{Symbol => Object}]
      # @example
      #   conversion.to_h[:files]
      def to_h = { files:, conflicts:, diagnostics: diagnostics.map(&:to_h) }

      # @api private
      def deconstruct_keys(_keys) = { ok: ok?, files:, conflicts:, diagnostics: }

      # @return [String]
      # @example
      #   conversion.inspect # => "#<Hotframe::Puck::Conversion files=4 conflicts=0 diagnostics=0>"
      def inspect = "#<#{self.class} files=#{files.size} conflicts=#{conflicts.size} diagnostics=#{diagnostics.size}>"
    end

    # What a page says.
    class Reading
      # @return [Hash, nil] the document; nil when the page holds code that no document can hold
      # @example
      #   reading.data["content"].size # => 3
      attr_reader :data

      # @return [String, nil] names the page as it is: what the conversion that writes it again takes as `seen`
      # @example
      #   Hotframe::Puck.convert(data, existing: files, seen: reading.seen)
      attr_reader :seen

      # @return [Array<Diagnostic>] where code stands that no document can hold
      # @example
      #   reading.diagnostics.map(&:to_s)
      attr_reader :diagnostics

      # @api private
      def initialize(json)
        parsed = JSON.parse(json)
        @data = parsed["data"] && JSON.parse(parsed["data"], max_nesting: false)
        @seen = parsed["seen"]
        @diagnostics = parsed.fetch("diagnostics").map { |diagnostic| Diagnostic.new(diagnostic) }.freeze
        freeze
      end

      # @return [Boolean] whether there is a document
      # @example
      #   reading.ok? # => true
      def ok? = !data.nil?
    end

    class << self
      # Converts a document.
      #
      # @param data [String, Hash] Puck's data: JSON, or what it parses to
      # @param schema [String, Hash, nil] the app's own components, `{components: {Chart: {fields: {...}, module: "src/Chart.tsx"}}, root: {...}}`; those of
      #   the library (Button, Text, Card, Container, Hero, Features, Pricing, Navigation, Footer, ...) are always there
      # @param existing [Hash{String => String}] the files as they are now, so that what was edited by hand survives
      # @param options [Hash{Symbol => Object}]
      # @option options [String] :dir ("src/puck") the folder of the generated files
      # @option options [String] :page ("Page") the name of the page's component and file
      # @option options [String] :seen which page the document was made from ({Conversion#seen}, {Reading#seen}): one that is another by now is a
      #   conflict, and one that was edited by hand is written over, since the document holds that edit
      # @option options [Boolean] :config (false) whether `puck.config.tsx` and every component is written, for the editor
      # @return [Conversion]
      # @raise [InvalidOptionsError] for options or a schema that do not parse
      # @example
      #   conversion = Hotframe::Puck.convert({ content: [{ type: "Hero", props: { id: "Hero-1", title: "Hello" } }] })
      #   conversion.files.fetch("src/puck/Page.tsx") # => "...<Hero\n  key={\"Hero-1\"}\n  title={\"Hello\"}..."
      def convert(data, schema: nil, existing: {}, **options)
        Conversion.new(native_convert(json(data), schema && json(schema), Hotframe.options_json(options), Files.flatten(existing)))
      end

      # Reads a page back: what {convert} wrote, with the edits that were made in it.
      #
      # @param files [Hash{String => String}] path => text
      # @param options [Hash{Symbol => Object}] as for {convert}
      # @return [Array(Hash, Array<Diagnostic>)] the data, or nil and what stands in the way
      # @raise [NotFoundError] when the page is not among the files
      # @example
      #   data, problems = Hotframe::Puck.parse(files)
      def parse(files, **options)
        reading = read(files, **options)
        [reading.data, reading.diagnostics]
      end

      # The same, with what to call the page that was read.
      #
      # @param files [Hash{String => String}] path => text
      # @param options [Hash{Symbol => Object}] as for {convert}
      # @return [Reading]
      # @raise [NotFoundError] when the page is not among the files
      # @example
      #   reading = Hotframe::Puck.read(files)
      #   Hotframe::Puck.convert(changed(reading.data), existing: files, seen: reading.seen)
      def read(files, **options) = Reading.new(native_parse(Files.flatten(files), Hotframe.options_json(options)))

      private :native_convert, :native_parse

      private

      def json(value)
        value.is_a?(String) ? value : JSON.generate(value, max_nesting: 0)
      rescue JSON::GeneratorError, EncodingError => e
        raise InvalidOptionsError, "invalid Puck data: #{e.message}"
      end
    end
  end
end
