# frozen_string_literal: true

require "json"

module Hotframe
  # The live preview of one app: its files, and what open tabs must be told when they change. May be used by many threads at once; calls that
  # change it happen one after the other.
  #
  # @example
  #   session = Hotframe::Session.new(app.files.pluck(:path, :content), compiler:, app: app.id)
  #   message = session.update("src/App.tsx" => source, "src/old.css" => nil)
  #   ActionCable.server.broadcast(stream, message.to_json, coder: nil) if message
  class Session
    class << self
      private :native_new

      # @param files [Hash{String => String}, Enumerable<(String, String)>] every file of the app: path => content
      # @param compiler [Compiler] shared by all sessions, so that equal files are compiled once
      # @param app [#to_s] the app's id, in every message
      # @return [Session] frozen (its state is native), and shareable between Ractors
      # @raise [InvalidPathError] for a path that leaves the root
      # @raise [DuplicatePathError] for two paths that are equal or differ only by case
      # @raise [TooLargeError] past the compiler's limits
      # @example
      #   Hotframe::Session.new({ "index.html" => html, "src/main.tsx" => source }, compiler:, app: "1")
      def new(files, compiler:, app: "app")
        raise TypeError, "compiler: expected a Hotframe::Compiler, got #{compiler.class}" unless compiler.is_a?(Compiler)

        session = native_new(app.to_s, Files.flatten(files), compiler)
        session.instance_variable_set(:@app, app.to_s.dup.freeze)
        session.instance_variable_set(:@compiler, compiler)
        session.freeze
      end
    end

    # @return [String] the app's id
    # @example
    #   session.app # => "1"
    attr_reader :app

    # @return [Compiler]
    # @example
    #   session.compiler.options
    attr_reader :compiler

    # Applies some edits at once: all of them or, when one is refused, none.
    #
    # @param changes [Hash{String => String, nil}, Enumerable<(String, String)>] path => new content, or nil when the file is gone
    # @return [Message, nil] what to tell every open tab; nil when nothing changed
    # @raise [InvalidPathError, DuplicatePathError, TooLargeError]
    # @example
    #   session.update("src/App.tsx" => "export default () => <b>hi</b>", "src/old.css" => nil)
    def update(changes) = message(native_update(Files.flatten(changes, deletions: true)))

    # Takes the app's whole file set, and finds out what is different: for edits that were made elsewhere.
    #
    # @param files [Hash{String => String}, Enumerable<(String, String)>]
    # @return [Message, nil] what to tell every open tab; nil when nothing changed
    # @raise [InvalidPathError, DuplicatePathError, TooLargeError]
    # @example
    #   session.replace(app.files.pluck(:path, :content))
    def replace(files) = message(native_replace(Files.flatten(files)))

    # @return [Message] what a tab is told when it connects
    # @example
    #   transmit(JSON.parse(session.connected.to_json))
    def connected = message(native_connected)

    # What brings one tab up to date, wherever it is.
    #
    # @param from [String, nil] the tab's revision
    # @param have [Hash{String => String}] the digest of every module the tab knows
    # @param page [String, nil] the name of the tab's page, as in {#connected}; nil says not to compare it
    # @return [Message] an update (empty when nothing is missing), a `build_error`, or a reload
    # @example
    #   session.sync(from: data["from"], have: data["have"], page: data["page"])
    def sync(from: nil, have: {}, page: nil)
      raise TypeError, "have: expected a Hash of Strings" unless have.respond_to?(:to_hash)

      message(native_sync(from, JSON.generate(have.to_hash), page))
    end

    # @return [String, nil] names the present good state; nil when the app has never built
    # @example
    #   session.revision # => "9f1c..."
    def revision = native_revision

    # @return [Array<Diagnostic>] what is wrong with the app's code now
    # @example
    #   session.diagnostics.map(&:to_s)
    def diagnostics = JSON.parse(native_diagnostics).map { |row| Diagnostic.new(row) }.freeze

    # @return [Array<String>] the paths of all files, sorted
    # @example
    #   session.paths # => ["index.html", "src/main.tsx"]
    def paths = JSON.parse(native_paths, freeze: true)

    # The HTML page of the preview.
    #
    # @param base [String, nil] the path that the page is served below; may only say what the compiler's `base` says
    # @param nonce [String, nil] for the scripts' `nonce`, when the page has a Content-Security-Policy
    # @param transport [Hash] how the page hears of updates: `{ kind: "parent", origin: }`, `{ kind: "cable", url:, identifier:, token: }`,
    #   `{ kind: "socket", url: }` or `{ kind: "none" }`
    # @param html [String, nil] instead of the app's own `index.html`
    # @param badge [Boolean] whether a small sign in the corner says how the connection is
    # @param console [Boolean] whether what the app logs is told to the host too, as `hmr_console`
    # @return [String] UTF-8, frozen
    # @raise [InvalidOptionsError]
    # @example
    #   session.page(nonce: content_security_policy_nonce, transport: { kind: "parent", origin: "https://editor.example" })
    def page(base: nil, nonce: nil, transport: { kind: "none" }, html: nil, badge: true, console: false)
      check_base(base)
      native_page(Hotframe.options_json({ nonce:, transport:, html:, badge:, console: }.compact))
    end

    # A file that the page asks for.
    #
    # @param path [String] of the request, with or without the compiler's `base`
    # @param base [String, nil] as in {#page}
    # @return [Asset, nil] nil when there is no such file
    # @example
    #   session.asset("@hotframe/client/3f2a.js")&.content_type # => "text/javascript; charset=utf-8"
    def asset(path, base: nil)
      check_base(base)
      found = native_asset(path.delete_prefix(compiler.base).delete_prefix("/"))
      Asset.new(*found) if found
    end

    # @return [String]
    # @example
    #   session.inspect # => "#<Hotframe::Session app=\"1\" revision=\"9f1c...\">"
    def inspect = "#<#{self.class} app=#{app.inspect} revision=#{revision.inspect}>"

    private

    # Compiled modules hold the addresses of their assets, so the base is the compiler's.
    def check_base(base)
      return if base.nil? || base == compiler.base

      raise InvalidOptionsError, "invalid options: base #{base.inspect} is not the compiler's #{compiler.base.inspect}"
    end

    def message(json) = json && Message.new(json)

    private :native_update, :native_replace, :native_connected, :native_sync, :native_revision, :native_diagnostics, :native_paths, :native_page,
            :native_asset
  end
end
