# frozen_string_literal: true

module Hotframe
  module Edge
    # Where and how apps are deployed: `config.edge`. Accounts and tokens come from the environment, under the names that Cloudflare's tools read.
    #
    # @example config/initializers/hotframe.rb
    #   config.edge.url = "https://%<name>s.apps.example"
    #   config.edge.secrets = ->(app) { { "API_KEY" => app.api_key } }
    class Settings
      # @return [String, nil] `CLOUDFLARE_ACCOUNT_ID`
      attr_accessor :account_id

      # @return [String, nil] `CLOUDFLARE_API_TOKEN`; never logged
      attr_accessor :api_token

      # @return [String, nil] `CLOUDFLARE_ZONE_ID`: the zone of the apps' hosts, whose cache is purged
      attr_accessor :zone_id

      # @return [String, nil] `CLOUDFLARE_KV_NAMESPACE_ID`: files between deployments, and the hosts that apps bring along
      attr_accessor :kv_namespace_id

      # @return [String] `WFP_NAMESPACE_ID`: the dispatch namespace. Default `hotframe-preview`.
      attr_accessor :namespace

      # @return [String] `CLOUDFLARE_API_BASE_URL`. Default `https://api.cloudflare.com/client/v4`.
      attr_accessor :api_base

      # @return [String, nil] the address of a deployed app, with the script's name: `"https://%<name>s.apps.example"`. Default: of
      #   `WFP_APPS_DOMAIN`, when that is set.
      attr_accessor :url

      # @return [#call] `->(app, tier) { name }`: the script's name, a DNS label. Default `preview-7`.
      attr_accessor :script_name

      # @return [String, nil] the name of the Worker that hands requests to apps; nil: somebody else brings one. Default `hotframe-dispatch`.
      attr_accessor :dispatch_worker

      # @return [#call] `->(app) { hash }`: plain variables of the app's own worker
      attr_accessor :vars

      # @return [#call] `->(app) { hash }`: its secrets
      attr_accessor :secrets

      # @return [#call] `->(app) { array }`: further tags of the script, such as `tenant-9`. Five fit beside ours.
      attr_accessor :tags

      # @return [#call] `->(app) { array }`: hosts of the app's own
      attr_accessor :domains

      # @return [Hash{Symbol => Object}] sizes to keep to, as the core's `WorkerLimits` takes them
      attr_accessor :limits

      # @return [Numeric] seconds for a connection, for reading and writing a piece, and for all requests of one deploy
      attr_accessor :open_timeout, :timeout, :deadline

      # @return [Integer] how often a request is made before it has failed. Default 5.
      attr_accessor :attempts

      # @return [Numeric] seconds before the second attempt, at most; they double with each. Defaults 0.5 and 20.
      attr_accessor :backoff, :max_backoff

      # @return [Array(Numeric, Numeric)] requests per second and burst of one token, all processes together. Default 4 and 200: the API allows 1,200
      #   in five minutes.
      attr_accessor :rate

      # @return [Integer] uploads of assets at a time. Default 3.
      attr_accessor :concurrency

      # @return [Hash{Symbol => Object}] further options of {Builder.new}'s `build:`, such as `budgets: { total: 5_000_000 }`. Default none.
      attr_accessor :build

      # @return [Integer] apps whose last build a process keeps, so that the next one costs only what changed. Default 8.
      attr_accessor :builders

      # @return [Boolean] whether the deployed address is asked for its version before the deployment counts. Default true.
      attr_accessor :probe

      # @return [Array(String, Integer), nil] host and port that the deployed address is asked at, where its name does not resolve
      attr_accessor :probe_at

      # @return [String] the model that includes {Deployment}. Default `"AppDeployment"`.
      attr_accessor :deployment_model

      # @return [Numeric] seconds without a sign of life after which a deploy is taken over. Longer than {#timeout}. Default 180.
      attr_accessor :lease

      # @return [Integer] versions of each app and tier that are kept for rollbacks. Default 10.
      attr_accessor :keep

      # @return [#call, nil] `->(app:, deployment:, reason:) { { success:, preview_url:, error: } }`: the slow pipeline, when the fast one fails
      attr_accessor :fallback

      # @return [Boolean, nil] the fast path, on or off for all. nil: `FAST_PREVIEW_ENABLED`, and on where that is not set.
      attr_accessor :fast_preview

      # @return [Numeric, nil] the share of apps that take the fast path, in percent. nil: `FAST_PREVIEW_PERCENTAGE`, or 100.
      attr_accessor :fast_preview_percentage

      # @return [#call, nil] `->(app) { "https://github.com/o/r.git" }`: where the app's files are committed after a deployment
      attr_accessor :repository

      # @return [String, nil] `GITHUB_TOKEN`; never logged
      attr_accessor :repository_token

      # @return [Hash{Symbol => Object}] further options of {GitSync.new}: `branch:`, `author:`, `workflows:`
      attr_accessor :git

      # @example
      #   Hotframe::Edge::Settings.new("WFP_NAMESPACE_ID" => "previews").namespace # => "previews"
      def initialize(env = ENV)
        @account_id, @api_token, @zone_id, @kv_namespace_id =
          %w[ACCOUNT_ID API_TOKEN ZONE_ID KV_NAMESPACE_ID].map { |name| env["CLOUDFLARE_#{name}"].presence }
        @namespace = env["WFP_NAMESPACE_ID"].presence || "hotframe-preview"
        @api_base = env["CLOUDFLARE_API_BASE_URL"].presence || "https://api.cloudflare.com/client/v4"
        @url = "https://%<name>s.#{env["WFP_APPS_DOMAIN"]}" if env["WFP_APPS_DOMAIN"].present?
        @repository_token = env["GITHUB_TOKEN"].presence
        set_names
        set_limits
      end

      # @return [String] the script's name, checked to be a DNS label
      # @raise [NotConfigured]
      # @example
      #   Hotframe.config.edge.name(app, tier) # => "preview-7"
      def name(app, tier)
        name = script_name.call(app, tier).to_s
        raise NotConfigured, "#{name.inspect} is no name of a script: it must be a DNS label" unless name.match?(/\A[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z/)

        name
      end

      # @return [String] where a script is served
      # @example
      #   Hotframe.config.edge.address("preview-7") # => "https://preview-7.apps.example"
      def address(name) = format(url, name:)

      # @raise [NotConfigured] with the names of what is missing
      # @api private
      def check!
        missing = { "CLOUDFLARE_ACCOUNT_ID" => account_id, "CLOUDFLARE_API_TOKEN" => api_token, "WFP_APPS_DOMAIN (or config.edge.url)" => url }
        missing = missing.select { |_, value| value.blank? }.keys
        raise NotConfigured, "deploying needs #{missing.join(", ")}" if missing.any?
        raise NotConfigured, "config.edge.lease must be longer than config.edge.timeout" unless lease > timeout
      end

      # Takes our secrets out of a text that somebody else wrote.
      #
      # @api private
      def redact(text) = [api_token, repository_token].compact.reduce(text.to_s) { |all, secret| all.gsub(secret, "[redacted]") }

      # @return [String] without tokens
      def inspect = "#<#{self.class} #{api_base} #{namespace}>"

      private

      def set_names
        @script_name = ->(app, tier) { "#{tier.name}-#{app.id.to_s.downcase.tr("_", "-")}" }
        @dispatch_worker = "hotframe-dispatch"
        @vars = @secrets = ->(_app) { {} }
        @tags = @domains = ->(_app) { [] }
        @limits = {}
        @build = {}
        @git = {}
        @deployment_model = "AppDeployment"
        @probe = true
      end

      def set_limits
        @open_timeout = 5
        @timeout = 60
        @deadline = 300
        @attempts = 5
        @backoff = 0.5
        @max_backoff = 20
        @rate = [4, 200]
        @concurrency = 3
        @builders = 8
        @lease = 180
        @keep = 10
      end
    end
  end
end
