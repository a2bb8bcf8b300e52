# frozen_string_literal: true

require "json"

module Hotframe
  # The production output of an app: files to serve or to upload. With errors among the diagnostics there are no files.
  #
  # @example
  #   bundle = Hotframe::Builder.new(node_modules: "node_modules").build(files)
  #   bundle.files.each { |file| upload(file.path, file.content, type: file.content_type) } if bundle.ok?
  class Bundle
    # One file of a bundle. `gzip` is its size as a server sends it, 0 where compressing does not help; an immutable file has a digest in its name.
    File = Struct.new(:path, :content_type, :size, :gzip, :immutable, :content, keyword_init: true) do # rubocop:disable Lint/StructNewOverride
      # @return [Boolean] whether the file may be cached for ever
      # @example
      #   bundle.files.select(&:immutable?)
      def immutable? = immutable

      # @return [String]
      # @example
      #   file.inspect # => "#<Hotframe::Bundle::File assets/index-C2kYt1aB.js 14120 bytes>"
      def inspect = "#<#{self.class} #{path} #{size} bytes>"
    end

    # @return [Array<Bundle::File>] sorted by path, frozen
    # @example
    #   bundle.files.map(&:path) # => ["assets/index-C2kYt1aB.js", "index.html"]
    def files = to_h["files"].each_with_index.map { |row, at| File.new(**row.transform_keys(&:to_sym), content: native_content(at)).freeze }.freeze

    # @param path [String]
    # @return [Bundle::File, nil]
    # @example
    #   bundle.file("index.html").content
    def file(path)
      at = to_h["files"].index { |row| row["path"] == path } or return
      File.new(**to_h["files"][at].transform_keys(&:to_sym), content: native_content(at)).freeze
    end

    # @return [Array<Diagnostic>] what is wrong with the app
    # @example
    #   bundle.diagnostics.map(&:to_s)
    def diagnostics = to_h["diagnostics"].map { |row| Diagnostic.new(row) }.freeze

    # @return [Boolean] whether it can be served
    # @example
    #   bundle.ok? # => true
    def ok? = diagnostics.none?(&:error?)

    # @return [Hash{String => Object}] Vite's manifest
    # @example
    #   bundle.manifest["index.html"]["file"] # => "assets/index-C2kYt1aB.js"
    def manifest = JSON.parse(to_h["manifest"], freeze: true)

    # @return [Hash{String => Object}] esbuild's metafile
    # @example
    #   bundle.metafile["outputs"].keys
    def metafile = JSON.parse(to_h["metafile"], freeze: true)

    # @return [String] names all files and their contents
    # @example
    #   bundle.digest == deployed_digest
    def digest = to_h["digest"]

    # @return [Integer] modules that went in, packages included
    # @example
    #   bundle.modules # => 42
    def modules = to_h["modules"]

    # @return [Float] how long the build took, in milliseconds
    # @example
    #   bundle.took # => 84.2
    def took = to_h["took"]

    # @return [Integer] all files together, in bytes
    # @example
    #   bundle.size # => 182044
    def size = to_h["files"].sum { |file| file["size"] }

    # @return [String] an HTML page, complete in itself, that shows what the bundle is made of
    # @example
    #   File.write("report.html", bundle.report)
    def report = native_report

    # @return [Hash{String => Object}] everything but the contents
    # @example
    #   bundle.to_h["files"].first["path"]
    def to_h = JSON.parse(native_json, freeze: true)

    # @return [Hash{String => Object}] what `ActiveSupport` encodes
    # @example
    #   render json: bundle
    def as_json(*) = to_h

    # @return [String] everything but the contents, as JSON
    # @example
    #   logger.info(bundle.to_json)
    def to_json(*) = native_json

    # @return [Hash{Symbol => Object}] for pattern matching
    # @example
    #   case bundle
    #   in { ok: true, files: } then deploy(files)
    #   in { diagnostics: [first, *] } then warn(first.to_s)
    #   end
    def deconstruct_keys(_keys) = { files:, diagnostics:, ok: ok?, digest:, modules:, took:, size: }

    # @return [Boolean] whether the files are equal
    # @example
    #   builder.build(files) == bundle
    def ==(other) = other.is_a?(Bundle) && ok? && digest == other.digest
    alias eql? ==

    # @return [Integer] equal for equal bundles
    # @example
    #   bundles.uniq
    def hash = digest.hash

    # @return [String]
    # @example
    #   bundle.inspect # => "#<Hotframe::Bundle 3 files 182044 bytes>"
    def inspect = "#<#{self.class} #{ok? ? "#{to_h["files"].size} files #{size} bytes" : "broken: #{diagnostics.find(&:error?)}"}>"

    private :native_json, :native_content, :native_report
  end
end
