# frozen_string_literal: true

# The wire between an app's open editors and its session. Denies by default: no subscription, and no action, for an app that is not the user's.
class AppPreviewChannel < ApplicationCable::Channel
  MAX_CONTENT = 2.megabytes
  MAX_PATH = 1.kilobyte

  BadRequest = Class.new(StandardError)

  class << self
    # Tells every editor of the app. A {Hotframe::Message} is JSON already, and is not encoded again here.
    def announce(app, message) = ActionCable.server.broadcast(broadcasting_for(app), message.to_json, coder: nil)
  end

  def subscribed
    stream_for app
    answering do
      AppEdit.new(app).reload
      transmit session.connected.to_h
    end
  rescue ActiveRecord::RecordNotFound
    reject
  end

  # {path, content, seq?, editor?}: seq grows with each write of a subscription; an older write that arrives late is not applied over a newer.
  def update_file(data)
    answering(data) do
      raise BadRequest, "The content must be text." unless data["content"].is_a?(String)
      raise BadRequest, "The content is larger than #{MAX_CONTENT} bytes." if data["content"].bytesize > MAX_CONTENT

      edit(data, data["content"])
    end
  end

  # {path, seq?, editor?}
  def delete_file(data) = answering(data) { edit(data, nil) }

  # {from, have, page}: what one preview needs, wherever it is. Only this subscriber hears the answer.
  def sync(data)
    answering(data) do
      from, have, page = data.values_at("from", "have", "page")
      raise BadRequest, "from and page must be text or null." unless [from, page].compact.all?(String)
      raise BadRequest, "have must map ids to digests." unless have.is_a?(Hash) && have.each_value.all?(String)

      transmit session.sync(from:, have:, page:).to_h
      # The answer is the last good state; that the app is broken now is said after it.
      transmit session.connected.to_h if session.diagnostics.any?(&:error?)
    end
  end

  # A preview has loaded: tell it where the app is now.
  def hmr_ready(data) = answering(data) { transmit session.connected.to_h }

  def hmr_success(data) = note("applied", data.slice("revision", "outcome", "reason", "duration"))

  def hmr_error(data) = note("failed in the browser", data.slice("revision", "error"))

  # {reason?}: every open preview of the app loads its page again.
  def refresh_preview(data)
    answering(data) do
      revision = session.revision
      tell(app, type: "preview_refreshed", from: revision, to: revision, reason: data["reason"].to_s.truncate(200))
    end
  end

  private

  # Looked up for each action: a right that was taken away ends at once, not with the connection.
  def app = App.visible_to(current_user).find(params[:app_id])

  def session = PreviewSessions.read(app)

  def edit(data, content)
    path, seq, editor = data.values_at("path", "seq", "editor")
    raise BadRequest, "The path must be text of at most #{MAX_PATH} bytes." unless path.is_a?(String) && path.bytesize <= MAX_PATH
    raise BadRequest, "The path must be written plainly, such as src/App.tsx." unless AppFile.plain_path?(path)

    target = app
    AppEdit.new(target).apply({ path => content }, still_wanted: -> { newest?(path, seq) }) do |state|
      saved[path] = [seq, saved.fetch(path, 0)].max if seq.is_a?(Integer)
      tell(target, type: content ? "file_saved" : "file_deleted", path:, seq:, editor:, **state)
    end
  end

  # Both under the app's lock: the cable runs one connection's actions on several threads.
  def newest?(path, seq) = !seq.is_a?(Integer) || seq > saved.fetch(path, 0)

  def saved = (@saved ||= {})

  # What goes wrong is told to the one who asked, and nobody else.
  def answering(data = {})
    yield
  rescue BadRequest => e
    refuse(data, "bad_request", e.message)
  rescue ActiveRecord::RecordNotFound
    refuse(data, "forbidden", "You may not open this app.")
  rescue Hotframe::Error => e
    refuse(data, e.class.name.demodulize.underscore, e.message)
  rescue StandardError => e
    logger.error(e.full_message(highlight: false))
    refuse(data, "internal", "That did not work; the server's log says why.")
  end

  # A client's words, so only so many of them.
  def note(event, details) = Rails.logger.info("[hotframe] app #{params[:app_id].to_i} #{event}: #{details.to_json.truncate(2000)}")

  def refuse(data, code, error) = transmit(wire(type: "error", code:, error:, path: data["path"], seq: data["seq"]))

  def tell(app, **fields) = self.class.announce(app, wire(fields))

  def wire(fields) = { v: 1, app: params[:app_id].to_s, timestamp: (Time.now.to_f * 1000).to_i, **fields }
end
