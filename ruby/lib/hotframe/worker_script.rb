# frozen_string_literal: true

require "json"

module Hotframe
  # A bundle as a script for Cloudflare Workers: modules to upload, the upload's metadata, and the files that are its static assets.
  #
  # @example
  #   worker = builder.worker(bundle)
  #   worker.modules.first.content
  class WorkerScript
    # One module of the upload.
    Module = Struct.new(:name, :content_type, :content, keyword_init: true)

    # @return [Array<WorkerScript::Module>] the script first
    # @example
    #   worker.modules.map(&:name) # => ["index.js"]
    attr_reader :modules

    # @return [Array<String>] paths of the bundle's files that are uploaded as static assets
    # @example
    #   worker.assets # => ["index.html"]
    attr_reader :assets

    # @return [Hash{String => Object}] the upload's metadata
    # @example
    #   worker.metadata["main_module"] # => "index.js"
    attr_reader :metadata

    # @return [Array<Diagnostic>] what is wrong, or too large
    # @example
    #   worker.diagnostics.map(&:to_s)
    attr_reader :diagnostics

    # @return [String, nil] the source map of the first module: JSON, with the app's own paths
    # @example
    #   JSON.parse(worker.map)["sources"] # => ["src/worker.ts"]
    attr_reader :map

    # @param json [String] the worker as the core wrote it
    # @param contents [Array<String>] of its modules
    # @api private
    def initialize(json, contents)
      parsed = JSON.parse(json, freeze: true)
      @modules = parsed["modules"].zip(contents).map { |row, content| Module.new(name: row["name"], content_type: row["content_type"], content:).freeze }.freeze
      @assets = parsed["assets"]
      @metadata = JSON.parse(parsed["metadata"], freeze: true)
      @map = parsed["map"]
      @diagnostics = parsed["diagnostics"].map { |row| Diagnostic.new(row) }.freeze
      freeze
    end

    # @return [Boolean] whether it can be uploaded
    # @example
    #   worker.ok? # => true
    def ok? = diagnostics.none?(&:error?)

    # @return [String] the script's text
    # @example
    #   worker.script.start_with?("import") # => false
    def script = modules.first&.content.to_s.dup.force_encoding(Encoding::UTF_8)

    # @return [String]
    # @example
    #   worker.inspect # => "#<Hotframe::WorkerScript index.js 3 assets>"
    def inspect = "#<#{self.class} #{modules.map(&:name).join(" ")} #{assets.size} assets>"
  end
end
