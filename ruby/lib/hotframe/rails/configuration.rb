# frozen_string_literal: true

module Hotframe
  # How Hotframe works in a Rails app. Every setting has a default that is safe; the app sets the rest in `config/initializers/hotframe.rb`.
  class Configuration
    # @return [String] the model of an app. Default `"App"`.
    attr_accessor :app_model

    # @return [Symbol] the association of an app that holds its files, unless the model says it with `has_preview_files`. Default `:app_files`.
    attr_accessor :files

    # @return [String] the channel that includes {PreviewChannel}. Default `"AppPreviewChannel"`.
    attr_accessor :channel

    # @return [String, Pathname, nil] the folder of npm packages that apps may import. Default `node_modules` of the Rails app, when it is there.
    attr_accessor :node_modules

    # @return [Hash{Symbol => Object}] further options of {Compiler.new}, such as `alias:` and `env:`
    attr_accessor :compiler_options

    # @return [String, nil] `redis://host:port/db`: where the processes of all machines find what one of them compiled. A process that opens an app
    #   which another one knows compiles nothing then. nil: each compiles for itself.
    attr_accessor :module_cache

    # @return [String, nil] the hosts of previews, such as `"app-%<id>s.preview.example"`: one origin for each app, on a domain that holds nothing
    #   else. nil serves them below the engine's path, in frames without an origin of their own.
    attr_accessor :preview_host

    # @return [String, nil] the origin of the editor's pages, which alone may frame a preview. nil: the host that the request came to, when
    #   previews are below the engine's path; with `preview_host` it must be set.
    attr_accessor :editor_origin

    # @return [#call, nil] `->(app, viewer) { true }`: asked for every request of a preview's page and files, with the viewer that the token
    #   names. nil: a valid token is enough.
    attr_accessor :preview_access

    # @return [#call] `->(request) { true }`: who may see the dashboard and the metrics. Default: nobody.
    attr_accessor :operator

    # @return [Boolean] whether `<mount>/metrics` answers, to whom `operator` allows it. Default false.
    attr_accessor :metrics

    # @return [ActiveSupport::Duration, Integer] how long a token opens a preview. Default two minutes.
    attr_accessor :token_life

    # @return [ActiveSupport::Duration, Integer] how long a preview stays open without a new token. Default one day.
    attr_accessor :access_life

    # @return [Integer] the bytes that one file may have when it comes through the channel. Default 2 MiB.
    attr_accessor :max_content

    # @return [Integer] files in one `update_files`. Default 500.
    attr_accessor :max_files

    # @return [Integer] bytes of all files in one `update_files`. Default 16 MiB.
    attr_accessor :max_transaction

    # @return [Integer] bytes of one broadcast; what is larger is asked for by each preview. Default 7,500, since PostgreSQL stops at 8,000.
    attr_accessor :max_envelope

    # @return [Array(Numeric, Numeric)] writes per second and burst of one connection. Default 50 and 200: a keystroke is a write.
    attr_accessor :connection_rate

    # @return [Array(Numeric, Numeric)] writes per second and burst of one app, all connections together. Default 100 and 400.
    attr_accessor :app_rate

    # @return [Integer] previews that one connection may subscribe to. Default 20.
    attr_accessor :subscriptions_per_connection

    # @return [Integer] subscriptions of one app in one process. Default 200.
    attr_accessor :subscriptions_per_app

    # @return [ActiveSupport::Duration, Numeric, nil] how often each preview is told the newest revision, so that a lost message is noticed. nil:
    #   never. Read when the channel is loaded. Default 20 seconds.
    attr_accessor :beat

    # @return [Integer] sessions that one process keeps. Default 1,000.
    attr_accessor :max_sessions

    # @return [ActiveSupport::Duration, Integer] after how long without use a session goes. Default 30 minutes.
    attr_accessor :session_idle

    # @return [Integer] threads that compile for the channel. Default 4.
    attr_accessor :threads

    # @return [Symbol] where the channel's work is done: `:pool` (threads of our own, never the cable's) or `:caller`. Default `:pool`, and
    #   `:caller` in tests.
    attr_accessor :work

    # @return [ActiveSupport::Cache::Store, nil] what processes share: code on its way, limits, revocations. Default `Rails.cache`.
    attr_writer :cache

    # @return [#call, nil] `->(app, data) { { path => content } }`: what `save_puck_changes` writes; with a keyword `seen:` it hears which page the
    #   editor made the document from. Default: {PuckToReactService}.
    attr_accessor :puck

    # @return [Logger, nil] Default `Rails.logger`.
    attr_writer :logger

    # @example
    #   Hotframe::Configuration.new.app_model # => "App"
    def initialize
      @app_model = "App"
      @files = :app_files
      @channel = "AppPreviewChannel"
      @compiler_options = {}
      @puck = ->(app, data, seen: nil) { PuckToReactService.files!(app, data, seen:) }
      @operator = ->(_request) { false }
      @metrics = false
      set_lives
      set_limits
      @threads = 4
      @work = defined?(::Rails.env) && ::Rails.env.test? ? :caller : :pool
    end

    # @return [ActiveSupport::Cache::Store]
    # @example
    #   Hotframe.config.cache.write("key", "value")
    def cache = @cache || (defined?(::Rails.cache) && ::Rails.cache) || (@own_cache ||= ActiveSupport::Cache::MemoryStore.new)

    # @return [Logger]
    # @example
    #   Hotframe.config.logger.info("ready")
    def logger = @logger || (defined?(::Rails.logger) && ::Rails.logger) || (@own_logger ||= Logger.new($stderr))

    # @return [Edge::Settings] where apps are deployed
    # @example
    #   Hotframe.config.edge.namespace # => "hotframe-preview"
    def edge = @edge ||= Edge::Settings.new

    # @return [Class] the model of an app
    # @raise [NameError] when there is none of that name
    # @example
    #   Hotframe.config.app_class.find(1)
    def app_class = app_model.to_s.constantize

    # @return [Class, nil] the channel that includes {PreviewChannel}
    # @example
    #   Hotframe.config.channel_class.broadcasting_for(app)
    def channel_class = channel.to_s.safe_constantize

    private

    def set_lives
      @token_life = 2.minutes
      @access_life = 1.day
      @session_idle = 30.minutes
      @beat = 20.seconds
    end

    def set_limits
      @max_content = 2.megabytes
      @max_files = 500
      @max_transaction = 16.megabytes
      @max_envelope = 7_500
      @connection_rate = [50, 200]
      @app_rate = [100, 400]
      @subscriptions_per_connection = 20
      @subscriptions_per_app = 200
      @max_sessions = 1_000
    end
  end
end
