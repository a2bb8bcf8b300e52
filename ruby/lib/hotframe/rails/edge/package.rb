# frozen_string_literal: true

module Hotframe
  module Edge
    # Builds an app's rows to what is uploaded. What is too large, or does not build, is refused here, before anything is sent.
    class Package
      # @return [Array<String>] what the build said
      attr_reader :log

      # @param app [Object] the app's record
      # @param tier [Tier]
      # @param settings [Settings]
      # @example
      #   Hotframe::Edge::Package.new(app, Hotframe::Edge::Tier.fetch("preview"), Hotframe.config.edge).call.size
      def initialize(app, tier, settings)
        @app = app
        @tier = tier
        @settings = settings
        @log = []
      end

      # @param env [Hash{String => String}] the app's environment; keys that start with `VITE_` reach it
      # @return [Artifact]
      # @raise [BuildFailed, BundleTooLarge]
      def call(env = {})
        Builders.with(@app, @tier, options(env), most: @settings.builders) { |builder| artifact(builder) }
      end

      private

      def artifact(builder)
        bundle = Instruments.measure("build", app: @app.id) { build(builder) }
        note(bundle.diagnostics)
        refuse(bundle.diagnostics, "budget") unless bundle.ok?
        @log << "#{bundle.modules} modules, #{bundle.files.size} files, #{bundle.size} bytes in #{bundle.took.round} ms"

        worker = builder.worker(bundle, **worker_options)
        note(worker.diagnostics)
        refuse(worker.diagnostics, "worker-size") unless worker.ok?
        Artifact.of(bundle, worker)
      end

      def build(builder)
        files = AppFiles.new(@app).to_h
        @tier.minify ? builder.build(files) : builder.build_for_preview(files)
      end

      # The Worker serves the app at the root of its host, whatever `base` the app was written for.
      def options(env)
        options = { node_modules: Compilers.packages, **Hotframe.config.compiler_options }.compact
        env = options.fetch(:env, {}).merge(env.to_h { |name, value| [name.to_s, value.to_s] })
        { **options, env:, build: { source_map: @tier.source_map, base: "/", **@settings.build } }
      end

      def worker_options
        vars = @settings.vars.call(@app).to_h { |name, value| [name.to_s, value.to_s] }
        options = { app: @app.id.to_s, vars:, limits: @settings.limits }
        options.merge!(kv: FileUpdates::BINDING, kv_prefix: FileUpdates.prefix(@app)) if @settings.kv_namespace_id
        options
      end

      def note(diagnostics) = @log.concat(diagnostics.map(&:to_s))

      # @param size [String] the code of those that say that it is too large
      def refuse(diagnostics, size)
        errors = diagnostics.select(&:error?)
        kind = errors.all? { |problem| problem.code == size } ? BundleTooLarge : BuildFailed
        raise kind.new([errors.first.to_s, errors.first.frame].reject(&:empty?).join("\n"), diagnostics: errors)
      end
    end
  end
end
