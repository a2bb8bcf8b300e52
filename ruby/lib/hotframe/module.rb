# frozen_string_literal: true

require "json"

module Hotframe
  # One compiled file. Immutable.
  #
  # @example
  #   case compiler.transform("src/App.tsx", source)
  #   in { ok: true, code: } then code
  #   in { diagnostics: [first, *] } then raise first.to_s
  #   end
  class Module
    # An import as the file spells it.
    #
    # @!attribute [r] specifier
    #   @return [String] such as `"./Button"` or `"react"`
    # @!attribute [r] dynamic
    #   @return [Boolean] `import()` rather than `import`
    Import = Struct.new(:specifier, :dynamic, keyword_init: true)

    # @return [String] the file's path below the app's root
    # @example
    #   mod.id # => "src/App.tsx"
    attr_reader :id

    # @return [String] `"script"`, `"css"`, `"json"`, `"asset"` or `"text"`
    # @example
    #   mod.kind # => "script"
    attr_reader :kind

    # @return [String] a classic script that defines the module in the browser's registry; empty when the file is broken
    # @example
    #   mod.code # => "hotframe.define(\"src/App.tsx\", ..."
    attr_reader :code

    # @return [String, nil] the source map of {#code}, as JSON
    # @example
    #   JSON.parse(mod.map)["sources"] # => ["src/App.tsx"]
    attr_reader :map

    # @return [Array<Import>] what the file imports, in order
    # @example
    #   mod.imports.map(&:specifier) # => ["react/jsx-runtime", "./Button"]
    attr_reader :imports

    # @return [String] names what runs: files that differ only by comments, types or layout have one digest
    # @example
    #   cache.fetch(mod.digest) { mod.code }
    attr_reader :digest

    # @return [Array<Diagnostic>] what is wrong with the file
    # @example
    #   mod.diagnostics.map(&:to_s)
    attr_reader :diagnostics

    # @param json [String] the module as the core wrote it
    # @example
    #   Hotframe::Module.new(mod.to_json) == mod # => true
    def initialize(json)
      @to_h = JSON.parse(json, freeze: true)
      @id, @kind, @code, @map, @digest = @to_h.values_at("id", "kind", "code", "map", "digest")
      @imports = @to_h["imports"].map { |row| Import.new(specifier: row["specifier"], dynamic: row["dynamic"]).freeze }.freeze
      @diagnostics = @to_h["diagnostics"].map { |row| Diagnostic.new(row) }.freeze
      freeze
    end

    # @return [Boolean] whether the file can run
    # @example
    #   mod.ok? # => true
    def ok? = diagnostics.none?(&:error?)

    # @return [Hash{String => Object}] every field, with string keys
    # @example
    #   mod.to_h["digest"] == mod.digest # => true
    attr_reader :to_h

    # @return [Hash{String => Object}] what `ActiveSupport` encodes
    # @example
    #   render json: mod
    def as_json(*) = to_h

    # @return [String] the module as JSON
    # @example
    #   mod.to_json # => "{\"id\":\"src/App.tsx\",...}"
    def to_json(*state) = JSON.generate(to_h, *state)

    # @return [Hash{Symbol => Object}] for pattern matching: every reader, and `ok`
    # @example
    #   case mod
    #   in { kind: "css", code: } then code
    #   end
    def deconstruct_keys(_keys) = { id:, kind:, code:, map:, imports:, digest:, diagnostics:, ok: ok? }

    # @return [Boolean] whether every field is equal
    # @example
    #   compiler.transform(path, source) == mod
    def ==(other) = other.is_a?(Hotframe::Module) && to_h == other.to_h
    alias eql? ==

    # @return [Integer] equal for equal modules
    # @example
    #   modules.uniq
    def hash = to_h.hash

    # @return [String]
    # @example
    #   mod.inspect # => "#<Hotframe::Module src/App.tsx script 1204 bytes>"
    def inspect = "#<#{self.class} #{id} #{kind} #{ok? ? "#{code.bytesize} bytes" : "broken: #{diagnostics.first}"}>"
  end
end
