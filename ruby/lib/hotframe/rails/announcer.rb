# frozen_string_literal: true

module Hotframe
  # Tells all who watch an app. A {Message} is JSON already, and is broadcast as it is.
  class Announcer
    # Adapters that end at this process.
    LOCAL = %w[Async Test Inline].freeze
    private_constant :LOCAL

    # @param app [Object] the app's record
    # @example
    #   Hotframe::Announcer.new(app).tell(message)
    def initialize(app)
      @app = app
    end

    # Broadcasts a message to the app's previews. What is larger than an adapter may carry is not sent: previews are told which revision is
    # the newest, and ask for the way to it over their own connection.
    #
    # @param message [Message]
    # @param session [Session, nil] where the code is that the message only names
    # @return [Boolean] whether the cable took it
    # @example
    #   Hotframe::Announcer.new(app).tell(session.update("src/App.tsx" => source), session)
    def tell(message, session = nil)
      CodeStore.keep(session, message) if session && !local?
      json = message.to_json
      json = short(message) if json.bytesize > Hotframe.config.max_envelope
      publish(stream, json, message.type)
    end

    # Broadcasts to the app's previews what is no message of the core.
    #
    # @param fields [Hash{Symbol => Object}] `type` among them
    # @example
    #   Hotframe::Announcer.new(app).say(type: "preview_refreshed", reason: "asked for")
    def say(**fields) = publish(stream, JSON.generate(wire(fields)), fields[:type])

    # Broadcasts to the app's editors: who wrote what.
    #
    # @param fields [Hash{Symbol => Object}] `type` among them
    # @example
    #   Hotframe::Announcer.new(app).say_to_editors(type: "file_saved", path: "src/App.tsx")
    def say_to_editors(**fields) = publish(editors, JSON.generate(wire(fields)), fields[:type])

    # Tells the processes that hold subscriptions of the app.
    #
    # @api private
    def signal(what) = publish(signals, JSON.generate(what:), "signal")

    # @return [String] the stream of the app's previews, as `have_broadcasted_to(app)` expects it
    # @example
    #   Hotframe::Announcer.new(app).stream # => "app_preview:Z2lkOi8v..."
    def stream = channel.broadcasting_for(@app)

    # @return [String]
    # @api private
    def editors = channel.broadcasting_for([@app, "editors"])

    # @return [String]
    # @api private
    def signals = channel.broadcasting_for([@app, "signals"])

    # What tabs tell those who wait for an edit to arrive.
    #
    # @return [String]
    # @api private
    def results = channel.broadcasting_for([@app, "results"])

    # @api private
    def report(**fields) = publish(results, JSON.generate(fields), "result")

    # @return [Hash{Symbol => Object}] the fields that every message has, and these
    # @api private
    def wire(fields) = { v: 1, app: @app.id.to_s, timestamp: (Time.now.to_f * 1000).to_i, **fields }

    # @return [Boolean] whether broadcasts end at this process
    # @api private
    def local? = LOCAL.include?(ActionCable.server.pubsub.class.name.demodulize)

    private

    def channel = Hotframe.config.channel_class || raise(NameError, "there is no channel #{Hotframe.config.channel}: set config.channel")

    # A cable that is down must not make a saved edit look failed: previews compare revisions with every beat, and ask.
    #
    # @return [Boolean] whether the cable took it
    def publish(stream, json, type)
      Instruments.measure("broadcast", app: @app.id, type:, bytes: json.bytesize) do
        ActionCable.server.broadcast(stream, json, coder: nil)
      end
      true
    rescue StandardError => e
      Hotframe.config.logger.error("[hotframe] app #{@app.id}: #{type} was not broadcast: #{e.class}: #{e.message}")
      false
    end

    def short(message)
      fields = { type: "connected", from: message.from, to: message.to, diagnostics: [] }
      return JSON.generate(wire(fields)) unless message.build_error?

      # As many problems as fit: each preview hears the rest when it asks.
      problems = message.to_h["diagnostics"].map { |problem| problem.merge("frame" => problem["frame"].to_s[0, 400], "message" => problem["message"][0, 400]) }
      problems.pop while problems.size > 1 && JSON.generate(problems).bytesize > Hotframe.config.max_envelope - 1_500
      JSON.generate(wire(type: "build_error", from: message.from, to: message.to, path: message[:path], error: message[:error].to_s[0, 400],
                         diagnostics: problems))
    end
  end
end
