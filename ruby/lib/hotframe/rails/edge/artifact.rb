# frozen_string_literal: true

require "zlib"

module Hotframe
  module Edge
    # All that one version of an app is at the edge: the script's modules, their metadata, the files. Kept with its deployment, so that going back to
    # it needs no build.
    class Artifact
      # A module of the script: `name`, `content_type`, `content`.
      Module = Struct.new(:name, :content_type, :content, keyword_init: true)
      # A file: `content_type`, `content`.
      Asset = Struct.new(:content_type, :content, keyword_init: true)

      # @return [Array<Artifact::Module>] the one that starts first
      attr_reader :modules

      # @return [Hash{String => Object}] of the upload, without bindings that are secret
      attr_reader :metadata

      # @return [Hash{String => Artifact::Asset}] by path
      attr_reader :assets

      # @return [String] the bundle's digest: what `/__hotframe` calls its version
      attr_reader :digest

      # @return [String, nil] the script's source map
      attr_reader :map

      def initialize(modules:, metadata:, assets:, digest:, map: nil)
        @modules = modules
        @metadata = metadata
        @assets = assets
        @digest = digest
        @map = map
      end

      class << self
        # @param bundle [Bundle]
        # @param worker [WorkerScript]
        # @return [Artifact]
        # @example
        #   Hotframe::Edge::Artifact.of(bundle, builder.worker(bundle))
        def of(bundle, worker)
          modules = worker.modules.map { |mod| Module.new(name: mod.name, content_type: mod.content_type, content: mod.content) }
          served = worker.assets.to_set
          assets = bundle.files.select { |file| served.include?(file.path) }
          new(modules:, metadata: worker.metadata, digest: bundle.digest, map: worker.map,
              assets: assets.to_h { |file| [file.path, Asset.new(content_type: file.content_type, content: file.content)] })
        end

        # @param bytes [String] what {#dump} wrote
        # @return [Artifact]
        # @raise [Incomplete]
        def load(bytes)
          data = JSON.parse(Zlib.gunzip(bytes))
          new(metadata: data["metadata"], digest: data["digest"], map: data["map"],
              modules: data["modules"].map { |name, content_type, content| Module.new(name:, content_type:, content: content.unpack1("m0")) },
              assets: data["assets"].transform_values { |content_type, content| Asset.new(content_type:, content: content.unpack1("m0")) })
        rescue Zlib::Error, JSON::ParserError, ArgumentError, NoMethodError => e
          raise Incomplete, "the kept version cannot be read: #{e.class}"
        end
      end

      # @return [String] bytes, for a column
      def dump
        data = { metadata:, digest:, map:, modules: modules.map { |mod| [mod.name, mod.content_type, [mod.content].pack("m0")] },
                 assets: assets.transform_values { |asset| [asset.content_type, [asset.content].pack("m0")] } }
        Zlib.gzip(JSON.generate(data), level: Zlib::BEST_SPEED)
      end

      # @return [Integer] all of it, in bytes
      def size = modules.sum { |mod| mod.content.bytesize } + assets.each_value.sum { |asset| asset.content.bytesize }
    end
  end
end
