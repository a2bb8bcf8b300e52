# frozen_string_literal: true

module Hotframe
  # Code that a message only names, kept where all processes find it: the preview may ask another one than the one that compiled it, and the
  # rows may have moved on by then. Named by content, so it is never stale.
  module CodeStore
    LIFE = 10.minutes
    MAX = 2.megabytes
    private_constant :LIFE, :MAX

    class << self
      # @param session [Session]
      # @param message [Message]
      # @api private
      def keep(session, message)
        modules = message.to_h["modules"] or return
        modules.each do |row|
          path = row["url"]&.delete_prefix(session.compiler.base) or next
          asset = session.asset(path)
          write(session.app, path, asset) if asset && asset.body.bytesize <= MAX
        end
      end

      # @param app_id [Object]
      # @param path [String] below the preview's base
      # @return [Asset, nil]
      # @example
      #   Hotframe::CodeStore.find(app.id, "@hotframe/module/3f2a.js")
      def find(app_id, path)
        return unless path.start_with?("@hotframe/")

        type, body = Hotframe.config.cache.read(key(app_id, path))
        Asset.new(type, body, true) if body
      end

      private

      def write(app_id, path, asset) = Hotframe.config.cache.write(key(app_id, path), [asset.content_type, asset.body], expires_in: LIFE)

      # By the app: what one tenant's code compiled to is no other tenant's business.
      def key(app_id, path) = "hotframe/code/#{VERSION}/#{app_id}/#{path}"
    end
  end
end
