# frozen_string_literal: true

module Hotframe
  # Turns what a user drew in the Puck editor into files of their app: `PuckToReactService = Hotframe::PuckToReactService`.
  #
  # @example
  #   Hotframe::PuckToReactService.new(app).convert(puck_data) do |result|
  #     result[:success] ? save(result[:files]) : show(result[:error])
  #   end
  class PuckToReactService
    # The files that a document changes, for the channel.
    #
    # @param seen [String, nil] which page the editor made the document from, see {Puck.convert}
    # @return [Hash{String => String}]
    # @raise [Refused] when the document cannot be read, or a file of ours was edited by hand
    # @example
    #   Hotframe::PuckToReactService.files!(app, puck_data)
    def self.files!(app, puck_data, seen: nil)
      result = new(app, **{ seen: }.compact).convert(puck_data)
      raise Refused.new("puck", result[:error]) unless result[:success]
      raise Refused.new("puck_conflict", "#{result[:conflicts].keys.join(", ")} was edited meanwhile.") if result[:conflicts].any?

      result[:files]
    end

    # @param text [String] a page as {#convert} writes it
    # @return [String, nil] what the next conversion takes as `seen`
    # @api private
    def self.seen(text) = text.to_s.b[%r{^// puck:begin source=\S+ content=(\S+)$}, 1]&.force_encoding(Encoding::UTF_8)

    # @return [Object] the app's record
    attr_reader :app

    # @param app [Object] the app's record; components that it registered (`app.app_components`, see {#schema}) may stand in documents
    # @param options [Hash{Symbol => Object}] `:dir`, `:page`, `:config`, `:seen`, as for {Puck.convert}
    # @example
    #   Hotframe::PuckToReactService.new(app, dir: "src/pages/home")
    def initialize(app, **options)
      @app = app
      @options = options
    end

    # Converts a document; nothing is written.
    #
    # @param puck_data [String, Hash]
    # @yield [Hash{Symbol => Object}] the result
    # @return [Hash{Symbol => Object}] `:success`, `:files` (path => content; those that change), `:conflicts`, `:error`, `:diagnostics`
    # @example
    #   service.convert(puck_data)[:files].keys # => ["src/puck/Page.tsx"]
    def convert(puck_data)
      result = attempt(puck_data)
      yield result if block_given?
      result
    end

    # What the converter knows of this app's own components: rows of `app_components` with `name`, `fields` and `default_props` (JSON, or JSON as
    # text) and, when it is not `src/components/<name>.tsx`, the file that exports them: `source_path` or `source_file`. Their source is a file of
    # the app like any other: it is compiled, and never evaluated here.
    #
    # @return [Hash{String => Object}, nil]
    # @example
    #   service.schema # => {"components" => {"Chart" => {"fields" => {...}, "module" => "src/components/Chart.tsx"}}}
    def schema
      return unless app.respond_to?(:app_components)

      components = app.app_components.to_h { |row| [row.name, component(row)] }
      { "components" => components } unless components.empty?
    end

    private

    def attempt(puck_data)
      existing = AppFiles.new(app).to_h
      conversion = Puck.convert(puck_data, schema:, existing:, **@options)
      files = conversion.files.reject { |path, content| existing[path].to_s.b == content.b }
      error = conversion.diagnostics.find(&:error?)
      { success: conversion.ok?, files: conversion.ok? ? files : {}, conflicts: conversion.conflicts, error: error&.to_s,
        diagnostics: conversion.diagnostics.map(&:to_h) }
    rescue Hotframe::Error => e
      { success: false, files: {}, conflicts: {}, error: e.message, diagnostics: [] }
    end

    def component(row)
      file = %i[source_path source_file].filter_map { |column| row.public_send(column).presence if row.respond_to?(column) }.first
      { "fields" => json(row.fields), "defaultProps" => json(row.default_props), "label" => row.name, "module" => file || "src/components/#{row.name}.tsx" }
    end

    def json(value)
      value.is_a?(String) ? JSON.parse(value) : value || {}
    rescue JSON::ParserError => e
      raise InvalidOptionsError, "invalid schema: #{e.message}"
    end
  end
end
