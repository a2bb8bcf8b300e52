# frozen_string_literal: true

# Changes an app's files: session, rows and broadcast, all under the app's lock, so that messages come in the order of the rows.
class AppEdit
  def initialize(app)
    @app = app
  end

  # @param changes [Hash{String => String, nil}] path => new content, or nil to delete
  # @param still_wanted [#call] asked once the lock is held; when false, nothing is changed
  # @yield [Hash] still under the lock, where the app is now: `to`, the revision, and `ok`, whether it builds
  def apply(changes, still_wanted: -> { true })
    PreviewSessions.change(@app) do |session|
      if still_wanted.call
        message = save(changes, session)
        AppPreviewChannel.announce(@app, message) if message
      end
      yield({ to: session.revision, ok: session.diagnostics.none?(&:error?) }) if block_given?
    end
  end

  # Takes the rows as they are now, for edits that did not come through here (a console, another process).
  def reload
    PreviewSessions.change(@app) do |session|
      message = session.replace(@app.sources)
      AppPreviewChannel.announce(@app, message) if message
    end
  end

  private

  # The session goes first: it judges paths and sizes, and no database lock is held while it compiles. When the rows cannot follow, the session
  # is dropped; nobody has heard of its change yet.
  def save(changes, session)
    message = session.update(changes)
    AppFile.transaction { changes.each { |path, content| write(path, content) } }
    message
  rescue ActiveRecord::ActiveRecordError
    PreviewSessions.forget(@app)
    raise
  end

  def write(path, content)
    file = @app.files.find_or_initialize_by(path:)
    return file.destroy! if content.nil? && file.persisted?

    file.update!(content: content.b) if content
  end
end
