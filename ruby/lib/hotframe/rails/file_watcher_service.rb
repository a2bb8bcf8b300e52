# frozen_string_literal: true

module Hotframe
  # Finds edits that nobody told of, by comparing digests with those of the last look: `FileWatcherService = Hotframe::FileWatcherService`.
  # Records that are saved need none of this, since their commits reach previews by themselves.
  class FileWatcherService
    LIFE = 1.hour

    class << self
      # Remembers what the app's files hold now.
      #
      # @param app [Object] the app's record
      # @example
      #   Hotframe::FileWatcherService.watch_app_files(app)
      def watch_app_files(app)
        store(app, digests(app))
        # The session at what the files hold now: it knows the difference later.
        Hotframe.sessions.read(app) { nil }
      end

      # Tells open previews what is different since the last look, deletions too.
      #
      # @param app [Object] the app's record
      # @return [Array<Object>] the records of changed and new files
      # @example
      #   Hotframe::FileWatcherService.check_for_changes(app).map(&:path) # => ["src/App.tsx"]
      def check_for_changes(app)
        before = Hotframe.config.cache.read(key(app)) || own[key(app)] || {}
        after = digests(app)
        return [] if before == after

        store(app, after)
        Hotframe.refresh(app) || tell_without_session(app)
        files = AppFiles.new(app)
        (after.to_a - before.to_a).filter_map { |path, _| files.find(path) }
      end

      private

      # A session that is opened now knows no difference: previews compare revisions, and ask.
      def tell_without_session(app)
        Hotframe.sessions.read(app) { |session| Announcer.new(app).tell(session.connected) }
      end

      def digests(app) = AppFiles.new(app).to_h.transform_values { |content| OpenSSL::Digest::SHA256.hexdigest(content) }

      def store(app, digests)
        own.shift while own.size > 1_000
        own[key(app)] = digests
        Hotframe.config.cache.write(key(app), digests, expires_in: LIFE)
      end

      # For apps without a cache, as in development.
      def own = (@own ||= {})

      def key(app) = "hotframe/watch/#{app.id}"
    end
  end
end
