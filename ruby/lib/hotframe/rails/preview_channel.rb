# frozen_string_literal: true

module Hotframe
  # For the app's own channel: the wire between an app's open editors and previews and its session. Denies by default: no subscription and no
  # action until `authorize_preview` says yes. `true` or `:editor` may write, `:viewer` may only look; it is asked again for every action.
  #
  # @example
  #   class AppPreviewChannel < ApplicationCable::Channel
  #     include Hotframe::PreviewChannel
  #
  #     private
  #
  #     def authorize_preview(app, action) = current_user.apps.exists?(app.id)
  #   end
  module PreviewChannel
    extend ActiveSupport::Concern
    include ChannelGuard
    include ChannelWork
    include ChannelReports

    ACTIONS = %w[update_file update_files delete_file rename_file sync reload_component refresh_preview save_puck_changes hmr_ready hmr_success
                 hmr_error hmr_status hmr_console].freeze

    included do
      periodically -> { preview_beat }, every: Hotframe.config.beat if Hotframe.config.beat
    end

    class_methods do
      # A client may call every public method of a channel. Those that an app defines for itself are not meant for clients.
      #
      # @api private
      def action_methods = super - %w[authorize_preview find_preview_app puck_files subscribed unsubscribed]

      # Tells every preview of the app; a {Message} is JSON already, and is not encoded again.
      #
      # @param app [Object] the app's record
      # @param message [Message]
      # @example
      #   AppPreviewChannel.announce(app, session.update("src/App.tsx" => source))
      def announce(app, message) = Announcer.new(app).tell(message)
    end

    # Confirms the subscription when the app may be seen, and says where it is.
    def subscribed
      app = authorized_app(:subscribe)
      return reject unless Presence.enter(self, app.id, connection.__id__)

      preview_streams(app)
      Work.post(app.id) do
        answering do
          Edit.new(app).refresh
          transmit_state(app)
        end
      end
    rescue Refused
      reject
    end

    # Forgets the subscription.
    def unsubscribed = Presence.leave(self)

    # `{path, content, seq?, editor?}`: seq grows with each write of a subscription; an older write that arrives late is not applied over a newer.
    def update_file(data)
      writing(:update_file, data) do |app|
        preview_edit(app, data, { checked_path(data["path"]) => checked_content(data["content"]) })
      end
    end

    # `{files: {path: content or null}}`: all or nothing, and one message.
    def update_files(data) = writing(:update_files, data) { |app| preview_edit(app, data, checked_files(data["files"])) }

    # `{path, seq?, editor?}`
    def delete_file(data) = writing(:delete_file, data) { |app| preview_edit(app, data, { checked_path(data["path"]) => nil }) }

    # `{path, new_path}` (also `{from, to}`)
    def rename_file(data)
      writing(:rename_file, data) do |app|
        from = checked_path(data["path"] || data["from"] || data["old_path"])
        to = checked_path(data["new_path"] || data["to"])
        Edit.new(app).rename(from => to) do |result|
          told(app, result, data, path: from, content: nil)
          told(app, result, data.except("seq"), path: to, content: true)
        end
      end
    end

    # `{from, have, page}`: what one preview needs, wherever it is. Only this subscriber hears the answer.
    def sync(data)
      acting(:sync, data) do |app|
        from, have, page = data.values_at("from", "have", "page")
        raise bad_request("from and page must be text or null.") unless [from, page].compact.all?(String)
        raise bad_request("have must map ids to digests.") unless have.is_a?(Hash) && have.each_value.all?(String)

        preview_session(app) do |session|
          transmit session.sync(from:, have:, page:).to_h
          # The answer is the last good state; that the app is broken now is said after it.
          transmit session.connected.to_h if session.diagnostics.any?(&:error?)
        end
      end
    end

    # `{path}`: every preview runs this module again, with its state where React can keep it.
    def reload_component(data)
      acting(:reload_component, data) do |app|
        limit_app!(app)
        path = checked_path(data["path"] || data["component"])
        preview_session(app) { |session| Announcer.new(app).tell(again(session, path), session) }
      end
    end

    # `{reason?}`: every open preview of the app loads its page again.
    def refresh_preview(data)
      acting(:refresh_preview, data) do |app|
        limit_app!(app)
        revision = preview_session(app, &:revision)
        Announcer.new(app).say(type: "preview_refreshed", from: revision, to: revision, reason: data["reason"].to_s.truncate(200))
      end
    end

    # `{data, seen?, seq?, editor?}` (also `{puck_data}`): the document of the visual editor becomes files of the app. The answer `puck_saved` holds
    # what to send as `seen` with the next one: a page that somebody else has changed by then is not written over.
    def save_puck_changes(data)
      writing(:save_puck_changes, data) do |app|
        document, seen = data.values_at("data", "seen")
        document ||= data["puck_data"]
        raise bad_request("data must be a Puck document.") unless document.is_a?(Hash)
        raise bad_request("seen must be text or null.") unless seen.nil? || seen.is_a?(String)

        puck_save(app, data, document, seen)
      end
    end

    # A preview has loaded: tell it where the app is now.
    def hmr_ready(data)
      acting(:hmr_ready, data) do |app|
        preview_arrived(app, data)
        transmit_state(app)
      end
    end

    # `{revision, outcome, duration}`: a preview has applied an update.
    def hmr_success(data)
      acting(:hmr_success, data) do |app|
        note_reload(app)
        duration = data["duration"].to_f.round(1) if data["duration"].is_a?(Numeric)
        outcome = data["outcome"] == "reloading" ? "reloading" : "applied"
        preview_arrived(app, data, outcome:, ms: duration)
        Instruments.notify("apply", app: app.id, outcome:, duration_ms: duration, reason: data["reason"].to_s[0, 200], revision: data["revision"].to_s[0, 100])
      end
    end

    # `{revision, error}`: a preview could not apply an update, or the app failed in it.
    def hmr_error(data)
      acting(:hmr_error, data) do |app|
        error = data["error"]
        text = (error.is_a?(Hash) ? error.values_at("message", "stack").join("\n") : error.to_s)[0, 2000]
        preview_arrived(app, data, outcome: "error", error: text)
        Instruments.notify("apply", app: app.id, outcome: "error", error: text, revision: data["revision"].to_s[0, 100])
      end
    end

    # What a preview says of itself; a channel that wants to know overrides these.
    def hmr_status(data) = acting(:hmr_status, data) { nil }

    # `{entries, dropped}`: calls of the app's console.
    def hmr_console(data) = acting(:hmr_console, data) { nil }
  end
end
