# frozen_string_literal: true

module Hotframe
  # Changes an app's files: session, rows and broadcast, under the app's lock, so that messages come in the order of the rows.
  class Edit
    # What the one who wrote is told: the revision now, and whether the app builds.
    Result = Struct.new(:message, :to, :ok, :told, keyword_init: true)

    # @param app [Object] the app's record
    # @example
    #   Hotframe::Edit.new(app).apply("src/App.tsx" => source)
    def initialize(app)
      @app = app
      @announcer = Announcer.new(app)
    end

    # @param changes [Hash{String => String, nil}] path => new content, or nil to delete
    # @param still_wanted [#call] asked once the lock is held; when false, nothing is changed
    # @yield [Result] still under the lock
    # @return [Message, nil] what previews were told
    # @raise [Hotframe::Error] for a path or a size that is refused; nothing is saved then
    # @example
    #   Hotframe::Edit.new(app).apply("src/App.tsx" => source, "src/old.css" => nil)
    def apply(changes, still_wanted: -> { true }, renames: {})
      Hotframe.sessions.read(@app) do |session|
        message = save(changes, renames, session) if still_wanted.call
        told = message.nil? || @announcer.tell(message, session)
        yield Result.new(message:, to: session.revision, ok: session.diagnostics.none?(&:error?), told:) if block_given?
        message
      end
    end

    # @param renames [Hash{String => String}] old path => new path
    # @return [Message, nil]
    # @raise [NotFoundError] when there is no such file
    # @example
    #   Hotframe::Edit.new(app).rename("src/a.ts" => "src/b.ts")
    def rename(renames, &)
      files = AppFiles.new(@app)
      changes = renames.each_with_object({}) do |(from, to), all|
        file = files.find(from) or raise NotFoundError, "there is no #{from}"
        raise DuplicatePathError, "there is a #{to} already" if files.find(to)

        all[from] = nil
        all[to] = files.content(file)
      end
      apply(changes, renames:, &)
    end

    # Takes the rows as they are now, for edits that went past the callbacks.
    #
    # @return [Message, nil] what previews were told
    # @example
    #   Hotframe::Edit.new(app).refresh
    def refresh
      Hotframe.sessions.change(@app) do |session, message|
        message ||= Instruments.measure("compile", app: @app.id, what: "replace") { session.replace(AppFiles.new(@app).to_h) }
        @announcer.tell(message, session) if message
        message
      end
    end

    # Rows were committed by somebody else in this process. Where the session is live it moves and tells; elsewhere those that hold previews do.
    #
    # @param before [Hash{String => String, nil}] what the changed paths held before
    # @api private
    def committed_elsewhere(before)
      return @announcer.signal("changed") unless Hotframe.sessions.live?(@app) || @announcer.local?

      Hotframe.sessions.read_from(@app, before) do |session, message|
        @announcer.tell(message, session) if message
      end
    end

    private

    # The session goes first: it judges paths and sizes, and no database lock is held while it compiles. When the rows cannot follow, the session
    # is dropped; nobody has heard of its change yet.
    def save(changes, renames, session)
      message = Instruments.measure("compile", app: @app.id, what: "update", paths: changes.keys) { session.update(changes) }
      write(changes, renames)
      Hotframe.sessions.settle(@app)
      Instruments.notify("update", app: @app.id, paths: changes.keys, type: message&.type)
      message
    rescue ActiveRecord::ActiveRecordError
      Hotframe.sessions.forget(@app)
      raise
    end

    def write(changes, renames)
      files = AppFiles.new(@app)
      OutsideEdits.silence do
        @app.class.transaction do
          renames.each { |from, to| files.rename(from, to) }
          changes.except(*renames.keys, *renames.values).each { |path, content| files.write(path, content) }
        end
      end
    end
  end
end
