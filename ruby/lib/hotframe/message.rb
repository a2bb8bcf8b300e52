# frozen_string_literal: true

require "json"

module Hotframe
  # What open tabs are told: an update, an error, a state. {#to_json} is the wire, ready to be broadcast; the rest is read on demand.
  #
  # @example Broadcast it as it is: Rails need not encode it again.
  #   ActionCable.server.broadcast(stream, message.to_json, coder: nil)
  #
  # @example
  #   case session.update("src/App.tsx" => source)
  #   in { type: "build_error", diagnostics: [first, *] } then logger.info(first.to_s)
  #   in { type: "hmr_update", path:, to: } then logger.info("#{path} -> #{to}")
  #   in nil then nil # nothing changed
  #   end
  class Message
    # @param json [String] the message as on the wire
    # @example
    #   Hotframe::Message.new('{"v":1,"type":"connected","app":"1","to":null}').type # => "connected"
    def initialize(json)
      @json = json.frozen? ? json : json.dup.freeze
    end

    # @return [String] the wire: one JSON object
    # @example
    #   message.to_json # => "{\"v\":1,\"type\":\"hmr_update\",...}"
    def to_json(*) = @json

    # @return [Hash{String => Object}] the wire, parsed and frozen
    # @example
    #   message.to_h["modules"].map { |mod| mod["id"] } # => ["src/App.tsx"]
    def to_h = @to_h ||= JSON.parse(@json, freeze: true)

    # @return [Hash{String => Object}] what `ActiveSupport` encodes, when a message is part of something larger
    # @example
    #   render json: { message: session.connected }
    def as_json(*) = to_h

    # @param name [String, Symbol] a field of the wire
    # @return [Object, nil]
    # @example
    #   message[:reason] # => nil
    def [](name) = to_h[name.to_s]

    # @return [String] `"hmr_update"`, `"hmr_batch"`, `"build_error"`, `"preview_refreshed"` or `"connected"`
    # @example
    #   message.type # => "hmr_update"
    def type = to_h["type"]

    # @return [String] the app's id
    # @example
    #   message.app # => "1"
    def app = to_h["app"]

    # @return [String, nil] the revision that a tab must be at
    # @example
    #   message.from # => "b1d0..."
    def from = to_h["from"]

    # @return [String, nil] the revision that a tab is at afterwards
    # @example
    #   message.to == session.revision # => true
    def to = to_h["to"]

    # @return [Integer] milliseconds since 1970
    # @example
    #   Time.at(0, message.timestamp, :millisecond)
    def timestamp = to_h["timestamp"]

    # @return [Array<String>] the edited files
    # @example
    #   message.paths # => ["src/App.tsx"]
    def paths = to_h["paths"] || [to_h["path"]].compact

    # @return [Array<Diagnostic>] what is wrong with the app's code
    # @example
    #   message.diagnostics.map(&:to_s)
    def diagnostics = (to_h["diagnostics"] || []).map { |row| Diagnostic.new(row) }

    # @return [Boolean] whether the app's code does not build
    # @example
    #   message.build_error? # => false
    def build_error? = type == "build_error"

    # @return [Hash{Symbol => Object}] for pattern matching: every field of the wire, and `paths` and `diagnostics` as the readers give them
    # @example
    #   message => { type:, to: }
    def deconstruct_keys(_keys) = to_h.transform_keys(&:to_sym).merge(paths:, diagnostics:)

    # @return [Boolean] whether the wire is equal
    # @example
    #   session.connected == message
    def ==(other) = other.is_a?(Message) && to_json == other.to_json
    alias eql? ==

    # @return [Integer] equal for equal messages
    # @example
    #   messages.uniq
    def hash = @json.hash

    # @return [self] frozen, and parsed before it is: a frozen message may go to another Ractor
    # @example
    #   Ractor.make_shareable(message)
    def freeze
      to_h
      super
    end

    # @return [String]
    # @example
    #   message.inspect # => "#<Hotframe::Message hmr_update app=\"1\" b1d0 -> 77c2 src/App.tsx (2104 bytes)>"
    def inspect
      revisions = [from, to].map { |revision| revision ? revision[0, 8] : "none" }.join(" -> ")
      "#<#{self.class} #{[type, "app=#{app.inspect}", revisions, *paths.first(3)].join(" ")} (#{@json.bytesize} bytes)>"
    end
  end
end
