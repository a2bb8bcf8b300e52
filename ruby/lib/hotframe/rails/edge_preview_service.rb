# frozen_string_literal: true

module Hotframe
  # Deploys one app to the edge, and tells how it went: `EdgePreviewService = Hotframe::EdgePreviewService`.
  #
  # @example
  #   result = Hotframe::EdgePreviewService.new(app).deploy_preview { |done| puts "#{(done * 100).round} %" }
  #   result[:preview_url] if result[:success]
  class EdgePreviewService
    # @return [Object] the app's record
    attr_reader :app

    # @param app [Object] the app's record
    # @param settings [Edge::Settings]
    # @example
    #   Hotframe::EdgePreviewService.new(app)
    def initialize(app, settings: Hotframe.config.edge, clock: Edge::Clock)
      @app = app
      @settings = settings
      @clock = clock
    end

    # Builds the app's rows as they are now and serves them at the edge. Comes back when they are served, or with the reason why they are not.
    #
    # @param env [Hash{String => String}] the app's environment; keys that start with `VITE_` reach it
    # @param by [#to_s, nil] who asked for it
    # @param tier [#to_s] `preview`, `development` or `production`
    # @yield [Float] how much is done, between 0 and 1
    # @return [Hash{Symbol => Object}] `success`, `deployment_id` and, when it worked, `preview_url`, `script_name`, `digest`, `deploy_time` and
    #   `build_time` (milliseconds), `phases`, `pipeline`; otherwise `error`, `reason`, `diagnostics`. `queued: true`: another deployment of the app is
    #   under way, and this one comes next.
    # @example
    #   service.deploy_preview({ "VITE_API" => "https://api.example" }, by: current_user.id)[:preview_url]
    def deploy_preview(env = {}, by: nil, tier: "preview", &block)
      tier = Edge::Tier.fetch(tier)
      run(model ? model.request!(app, tier.name, by:) : Edge::Untracked.new(app, tier.name), env:, &block)
    end

    # The same for production: small, with a name of its own.
    #
    # @return [Hash{Symbol => Object}] as {#deploy_preview}
    # @example
    #   service.deploy_production(by: current_user.id)[:success]
    def deploy_production(env = {}, by: nil, &block) = deploy_preview(env, by:, tier: "production", &block)

    # Does what a deployment's row asks for, from where it stands: one that broke off while it was uploaded is not built again.
    #
    # @param deployment [Deployment]
    # @return [Hash{Symbol => Object}] as {#deploy_preview}
    # @api private
    def run(deployment, env: {}, &block)
      return queued(deployment) unless deployment.claim!(@settings.lease)

      begin
        Instruments.measure("deploy", app: app.id, environment: deployment.environment) do |payload|
          Edge::Run.new(app, deployment, @settings, @clock).call(env, &block).tap { |result| payload.merge!(result.slice(:success, :reason, :pipeline)) }
        end
      ensure
        follow_up(deployment)
      end
    end

    # Serves a kept version again. What is under way is stopped, what waits is dropped.
    #
    # @param version [Deployment, Integer] a row, or its `version`
    # @return [Hash{Symbol => Object}] as {#deploy_preview}
    # @raise [NotFoundError] when that version is not kept
    # @example
    #   service.rollback(11, by: current_user.id)[:preview_url]
    def rollback(version, by: nil, tier: "preview", &block)
      version = kept(version, tier)
      name = version.environment
      model.of(app, name).held.update_all(cancel_requested: true)
      model.of(app, name).waiting.update_all(status: "failed", pending_key: nil, error_code: "superseded", error_message: "a rollback came before it")
      values = version.slice(:artifact, :digest, :bundle_size_bytes, :files_count, :commit_sha).symbolize_keys
      run(model.request!(app, name, by:, is_rollback: true, rollback_version_id: version.id, **values), &block)
    end

    # Serves an edited file in what is deployed: through the KV store where there is one (seen within a minute), otherwise by deploying again.
    #
    # @param path [String]
    # @param content [String, nil] nil deletes it
    # @return [Hash{Symbol => Object}] `success`, `preview_url`, and `updated`, the paths that are served from the store
    # @example
    #   service.update_file("src/App.tsx", source)[:updated] # => ["assets/index-5mP1.js", "index.html"]
    def update_file(path, content)
      Edit.new(app).apply({ path => content })
      running = model&.current(app)
      return deploy_preview unless @settings.kv_namespace_id && running&.artifact

      tier = Edge::Tier.fetch(running.environment)
      built = Edge::Package.new(app, tier, @settings).call
      updated = with_api { |api| Edge::FileUpdates.new(app, api).call(Edge::Artifact.load(running.artifact), built) }
      { success: true, preview_url: running.deployment_url, deployment_id: running.deployment_id, updated: }
    rescue Edge::Error => e
      { success: false, error: e.message, reason: e.reason, diagnostics: e.diagnostics.map(&:to_h) }
    end

    # Takes the app from the edge: its scripts of every tier, its hosts, and what was written beside them.
    #
    # @return [Hash{Symbol => Object}] `success`, and `deleted`, the names of scripts
    # @example
    #   service.delete[:deleted] # => ["preview-7"]
    def delete
      with_api do |api|
        dispatch = Edge::Dispatch.new(api, @settings)
        @settings.domains.call(app).each { |host| dispatch.detach(host) }
        deleted = Array(api.delete_scripts(tags: ["app-#{app.id}"])).map { |row| row["id"] }
        api.delete_values(["#{Edge::FileUpdates.prefix(app)}index"]) if @settings.kv_namespace_id
        { success: true, deleted: }
      end
    rescue Edge::Error => e
      { success: false, error: e.message, reason: e.reason }
    end
    alias cleanup delete

    # @return [Array<Hash{Symbol => Object}>] the app's scripts at the edge: `name`, `url`, `tags`, `modified_on`
    # @raise [Edge::Error]
    # @example
    #   service.list.map { |script| script[:name] } # => ["preview-7", "production-7"]
    def list
      with_api do |api|
        api.scripts(tags: ["app-#{app.id}"]).map do |row|
          { name: row["id"], url: @settings.address(row["id"]), tags: row["tags"], modified_on: row["modified_on"] }
        end
      end
    end

    # @yield [Edge::Api] the API, for what has no method here: secrets, tags, domains
    # @raise [Edge::Error]
    # @example
    #   service.with_api { |api| api.put_secret("preview-7", "API_KEY", key) }
    def with_api
      @settings.check!
      client = Edge::Client.new(@settings, clock: @clock)
      yield Edge::Api.new(client)
    ensure
      client&.close
    end

    # @return [String]
    def inspect = "#<#{self.class} app #{app.id}>"

    private

    # The model of deployments, where the app has one.
    def model
      found = @settings.deployment_model.to_s.safe_constantize
      found if found.respond_to?(:include?) && found.include?(Deployment)
    end

    def kept(version, tier)
      raise NotFoundError, "there is no model #{@settings.deployment_model}: rails g hotframe:deployments makes one" unless model

      row = version.is_a?(model) ? version : model.of(app, Edge::Tier.fetch(tier).name).find_by(version: Integer(version))
      return row if row&.artifact && %w[deployed rolled_back].include?(row.status)

      raise NotFoundError, "version #{row&.version || version} is not kept"
    end

    def queued(deployment)
      deployment.reload
      return finished(deployment) if deployment.finished?

      { success: false, queued: true, deployment_id: deployment.deployment_id, status: deployment.status,
        error: "another deployment of this app is under way; this one comes next" }
    end

    # Somebody else has done it meanwhile.
    def finished(deployment)
      { success: deployment.status == "deployed", deployment_id: deployment.deployment_id, preview_url: deployment.deployment_url,
        error: deployment.error_message, reason: deployment.error_code }.compact
    end

    # What was asked for meanwhile has its turn.
    def follow_up(deployment)
      return unless model

      waiting = model.of(app, deployment.environment).waiting.order(:id).first or return
      defined?(ActiveJob::Base) ? DeployPreviewJob.perform_later(app.id, deployment_id: waiting.id) : Work.later("deploy/#{app.id}") { run(waiting) }
    end
  end
end
