# frozen_string_literal: true

module Hotframe
  # How a channel does what a client asks for: on threads of ours, at the present rows, and with an answer whatever happens.
  module ChannelWork
    private

    # What `save_puck_changes` writes. An app with its own idea of a document's files overrides this.
    #
    # @return [Hash{String => String}] path => content
    def puck_files(app, document, seen: nil)
      convert = Hotframe.config.puck
      raise Refused.new("not_configured", "There is nothing here that makes files of a Puck document.") unless convert

      takes_seen = convert.respond_to?(:parameters) && convert.parameters.any? { |kind, name| kind == :keyrest || name == :seen }
      convert.call(app, document, **(takes_seen ? { seen: } : {}))
    end

    # Nobody changes the rows between their being read and their being written.
    def puck_save(app, data, document, seen)
      Hotframe.sessions.read(app) do
        files = checked_files(puck_files(app, document, **{ seen: }.compact))
        preview_edit(app, data.except("seq"), files) unless files.empty?
        seq, editor = written_by(data)
        now = files.each_value.filter_map { |text| PuckToReactService.seen(text) }.first || seen
        transmit Announcer.new(app).wire(type: "puck_saved", seq:, editor:, seen: now, paths: files.keys)
      end
    end

    def preview_streams(app)
      announcer = Announcer.new(app)
      stream_for app
      stream_from announcer.editors
      stream_from(announcer.signals, coder: ActiveSupport::JSON) { |signal| signalled(signal["what"]) }
    end

    # Another process committed an edit, or took rights away.
    def signalled(what)
      case what
      when "changed" then preview_follow_up(:subscribe) { |app| Edit.new(app).refresh }
      when "revoked" then preview_follow_up(:subscribe) { nil }
      when "present" then preview_present
      end
    end

    # What a signal leads to; who has lost the right to watch is disconnected.
    def preview_follow_up(action)
      Work.post(params[:app_id].to_s) { yield authorized_app(action) }
    rescue Refused
      stop_all_streams
      preview_refuse({}, "revoked", "You may not open this app any more.")
      connection.close(reason: "unauthorized", reconnect: false) if connection.respond_to?(:close)
    end

    # Does what was asked for on a thread of ours.
    def acting(action, data)
      return if answering(data) { limit_connection! }

      Work.post(params[:app_id].to_s) { answering(data) { yield authorized_app(action) } }
    end

    def writing(action, data)
      acting(action, data) do |app|
        limit_app!(app)
        yield app
      end
    end

    # A message that was lost is noticed at the latest now: each preview compares this revision with its own.
    def preview_beat
      Work.post(params[:app_id].to_s) do
        app = authorized_app(:subscribe)
        # An app that this process has put away is not opened again for this.
        next unless Hotframe.sessions.live?(app)

        preview_session(app) { |session| transmit Announcer.new(app).wire(session.connected.to_h.symbolize_keys) }
      rescue Refused
        nil
      end
    end

    def preview_session(app, &) = Hotframe.sessions.read(app, &)

    def transmit_state(app) = preview_session(app) { |session| transmit session.connected.to_h }

    def preview_edit(app, data, changes)
      seq = data["seq"]
      Edit.new(app).apply(changes, still_wanted: -> { changes.each_key.all? { |path| newest?(path, seq) } }) do |result|
        changes.each { |path, content| told(app, result, data, path:, content:) }
      end
    end

    def told(app, result, data, path:, content:)
      seq, editor = written_by(data)
      preview_saved[path] = [seq, preview_saved.fetch(path, 0)].max if seq
      fields = { type: content ? "file_saved" : "file_deleted", path:, seq:, editor:, to: result.to, ok: result.ok }
      announcer = Announcer.new(app)
      # Without a cable the one who wrote hears it all the same: whose write has no answer writes no more.
      return if announcer.say_to_editors(**fields) && result.told

      transmit announcer.wire(fields)
      Hotframe.sessions.read(app) { |session| transmit session.connected.to_h }
    end

    def written_by(data)
      seq, editor = data.values_at("seq", "editor")
      [(seq if seq.is_a?(Integer)), (editor if editor.is_a?(String) && editor.bytesize <= 100)]
    end

    def newest?(path, seq) = !seq.is_a?(Integer) || seq > preview_saved.fetch(path, 0)
    def preview_saved = (@preview_saved ||= {})

    # The module under a digest of its own, so that previews take it for a new one.
    def again(session, path)
      message = session.sync(from: nil, have: {}).to_h
      row = message["modules"]&.find { |mod| mod["id"] == path } or raise NotFoundError, "#{path} is not part of the app"
      code = row["code"] || session.asset(row["url"]).body.dup.force_encoding(Encoding::UTF_8)
      digest = "#{row["digest"]}-#{SecureRandom.hex(4)}"
      mod = row.except("url").merge("digest" => digest, "code" => code.sub(row["digest"]) { digest })
      Message.new(JSON.generate(message.merge("type" => "hmr_update", "path" => path, "paths" => [path], "from" => session.revision, "vendor" => nil,
                                              "modules" => [mod], "edges" => message["edges"].slice(path))))
    end

    # At most once a minute: this is for lists of lively apps, not for measuring.
    def note_reload(app)
      return unless app.respond_to?(:last_hot_reload_at) && (app.last_hot_reload_at.nil? || app.last_hot_reload_at < 1.minute.ago)

      app.update_columns(last_hot_reload_at: Time.current)
    end

    # What goes wrong is told to the one who asked, and nobody else.
    #
    # @return [Boolean] whether it did
    def answering(data = {})
      yield
      false
    rescue Refused => e
      preview_refuse(data, e.code, e.message)
    rescue ActiveRecord::RecordNotFound
      preview_refuse(data, "forbidden", "You may not open this app.")
    rescue ActiveRecord::RecordInvalid => e
      preview_refuse(data, "bad_request", e.message)
    rescue Hotframe::Error => e
      preview_refuse(data, e.class.name.demodulize.underscore, e.message)
    rescue StandardError => e
      Hotframe.config.logger.error("[hotframe] #{e.full_message(highlight: false)}")
      preview_refuse(data, "internal", "That did not work; the server's log says why.")
    end

    def preview_refuse(data, code, error)
      path, seq = data.values_at("path", "seq")
      transmit({ v: 1, app: params[:app_id].to_s, timestamp: (Time.now.to_f * 1000).to_i, type: "error", code:, error:,
                 path: path.is_a?(String) ? path[0, 1024] : nil, seq: seq.is_a?(Integer) ? seq : nil })
      true
    end
  end
end
