# frozen_string_literal: true

module Hotframe
  module Edge
    # One deployment from its row to its end. Whatever happens, the row says what is true: `deployed` is written when the edge was seen to serve it.
    class Run
      # @param app [Object] the app's record
      # @param deployment [Deployment] claimed by the caller
      # @param settings [Settings]
      # @api private
      def initialize(app, deployment, settings, clock)
        @app = app
        @deployment = deployment
        @settings = settings
        @clock = clock
        @tier = Tier.fetch(deployment.environment)
        @phases = {}
      end

      # @return [Hash{Symbol => Object}] as {EdgePreviewService#deploy_preview}
      # @api private
      def call(env = {}, &)
        start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
        @progress = Progress.new(@app, @deployment.deployment_id, &)
        result = guarded(env)
        result.merge(deployment_id: @deployment.deployment_id, phases: @phases,
                     deploy_time: ((Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1000).round(1))
      end

      private

      def guarded(env)
        raise Disabled, "the fast path is off for this app" unless @deployment.is_rollback || Rollout.fast?(@app, @settings)

        fast(env)
      rescue Superseded => e
        superseded(e)
      rescue Error => e
        @settings.fallback && !@deployment.is_rollback ? slow(e) : failed(e)
      rescue StandardError => e
        Hotframe.config.logger.error("[hotframe] deploy of app #{@app.id}: #{@settings.redact(e.full_message(highlight: false))}")
        failed(Error.new("the deploy ended with a #{e.class}"))
      end

      def fast(env)
        @settings.check!
        artifact = @deployment.artifact ? Artifact.load(@deployment.artifact) : build(env)
        @deployment.complete_build!(script_name: name) if @deployment.status == "pending"
        client = Client.new(@settings, clock: @clock)
        release = Release.new(@app, @tier, Api.new(client), @progress, fence: -> { @deployment.renew!(@settings.lease) }, clock: @clock)
        url = release.call(artifact)
        deployed(url, pipeline: "fast", digest: artifact.digest)
      ensure
        @phases.merge!(release.phases) if release
        client&.close
      end

      def build(env)
        @deployment.start_build! if @deployment.status == "pending"
        @progress.say("building", 10, "Building")
        start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
        package = Package.new(@app, @tier, @settings)
        artifact = package.call(env)
        @phases[:build] = ((Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1000).round(1)
        @deployment.complete_build!(artifact: artifact.dump, digest: artifact.digest, bundle_size_bytes: artifact.size, files_count: artifact.assets.size,
                                    build_log: package.log.join("\n")[0, 60_000], script_name: name)
        @progress.say("deploying", 30, "Built")
        artifact
      rescue BuildFailed, BundleTooLarge
        @log = package.log.join("\n")[0, 60_000]
        raise
      end

      def name = @settings.name(@app, @tier)

      def deployed(url, pipeline:, digest: nil, **more)
        @deployment.complete_deployment!(url, pipeline:, **more)
        after_deployed
        tell("deployed", "Preview ready!", url)
        { success: true, preview_url: url, script_name: name, digest:, pipeline:, build_time: @phases[:build], **more.slice(:fallback_reason) }
      end

      # Nothing of this undoes what the edge serves.
      def after_deployed
        @deployment.settle_versions!(@settings.keep)
        return unless @settings.repository && defined?(ActiveJob::Base) && @deployment.id

        GitHubSyncJob.perform_later(@app.id, @deployment.id)
      rescue StandardError => e
        Hotframe.config.logger.error("[hotframe] after the deploy of app #{@app.id}: #{e.class}: #{e.message}")
      end

      # The pipeline that was there before: slower, and it needs nothing of ours.
      def slow(error)
        reason = "#{error.reason}: #{error.message}"[0, 2_000]
        Instruments.notify("edge_fallback", app: @app.id, reason: error.reason)
        @deployment.renew!(@settings.lease)
        @deployment.complete_build!(fallback_reason: reason) unless @deployment.status == "deploying"
        @progress.say("deploying", 50, "Trying the other pipeline", reason: error.reason)
        answer = @settings.fallback.call(app: @app, deployment: @deployment, reason: error)
        return deployed(answer[:preview_url], pipeline: "fallback", fallback_reason: reason) if answer.is_a?(Hash) && answer[:success]

        failed(error, fallback_reason: reason, also: "the other pipeline: #{answer.is_a?(Hash) ? answer[:error] : "no answer"}")
      rescue Superseded => e
        superseded(e)
      rescue StandardError => e
        failed(error, fallback_reason: reason, also: "the other pipeline: #{e.class}: #{@settings.redact(e.message)}")
      end

      def failed(error, also: nil, **more)
        message = [@settings.redact(error.message), also].compact.join("; ")
        more[:build_log] = @log if @log
        @deployment.fail_deployment!(message, error.to_h.merge(message:), error_code: error.reason, **more)
        tell("failed", "The deploy failed", nil, reason: error.reason)
        { success: false, error: message, reason: error.reason, diagnostics: error.diagnostics.map(&:to_h), retry_after: error.try(:retry_after) }.compact
      rescue Superseded => e
        superseded(e)
      end

      # The row may have been taken over by then; then it is no longer ours to write.
      def superseded(error)
        begin
          @deployment.fail_deployment!(error.message, error.to_h, error_code: error.reason)
        rescue Superseded, Deployment::InvalidTransition
          nil
        end
        tell("failed", "Another deployment came before it", nil, reason: error.reason)
        { success: false, error: error.message, reason: error.reason }
      end

      def tell(status, phase, url, **fields) = @progress.say(status, 100, phase, deployment_url: url, **fields)
    end
  end
end
