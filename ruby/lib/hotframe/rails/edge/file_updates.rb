# frozen_string_literal: true

module Hotframe
  module Edge
    # Files that a running deployment serves instead of its own, out of the KV store. A store of this kind takes one write a second for each key and
    # up to a minute until all the world has seen it: it is for a text that is corrected, not for typing.
    class FileUpdates
      BINDING = "FILES"

      # @return [String] what the app's keys start with
      def self.prefix(app) = "app-#{app.id}/"

      # @param app [Object] the app's record
      # @param api [Api]
      # @example
      #   Hotframe::Edge::FileUpdates.new(app, api).call(deployed, built)
      def initialize(app, api)
        @prefix = self.class.prefix(app)
        @api = api
      end

      # Brings the running version's files to those of another build. The index is written last, when what it names is there.
      #
      # @param deployed [Artifact] what runs
      # @param built [Artifact] what is to be served
      # @return [Array<String>] paths that are served from the store now
      def call(deployed, built)
        changed = built.assets.reject { |path, asset| deployed.assets[path] == asset }
        gone = deployed.assets.keys - built.assets.keys
        index = changed.transform_values { |asset| entry(asset) }.merge(gone.to_h { |path| [path, nil] })
        files = changed.map { |path, asset| { key: "#{@prefix}#{path}", value: [asset.content].pack("m0"), base64: true } }
        @api.write_values(files) if files.any?
        @api.write_values([{ key: "#{@prefix}index", value: JSON.generate(version: deployed.digest, files: index) }])
        index.keys
      end

      private

      def entry(asset)
        { type: asset.content_type, size: asset.content.bytesize, etag: Digest::SHA256.hexdigest(asset.content)[0, 32], immutable: false }
      end
    end
  end
end
