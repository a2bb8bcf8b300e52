# frozen_string_literal: true

module Hotframe
  # Builds for one app, with the names and result hashes of a service that calls esbuild: `FastBuildService = Hotframe::FastBuildService`.
  # Every result is a Hash with `:success`, `:compiled_content`, `:source_map`, `:error` and `:build_time` (milliseconds).
  #
  # @example
  #   service = Hotframe::FastBuildService.new(app)
  #   service.transform_file("src/App.tsx")[:success] # => true
  class FastBuildService
    # @return [Object] the app's record
    attr_reader :app

    # @param app [Object] the app's record
    # @example
    #   Hotframe::FastBuildService.new(app)
    def initialize(app)
      @app = app
    end

    # Compiles one file, for the preview.
    #
    # @param path [String]
    # @param content [String, nil] nil: what the app's file holds
    # @return [Hash{Symbol => Object}]
    # @example
    #   service.transform_file("src/App.tsx", "export default () => <b/>")[:compiled_content]
    def transform_file(path, content = nil)
      timed do
        content ||= stored(path)
        mod = compiler.transform(path, content)
        { success: mod.ok?, compiled_content: mod.ok? ? mod.code : nil, source_map: mod.map, error: error_of(mod.diagnostics), path:,
          diagnostics: mod.diagnostics.map(&:to_h), imports: mod.imports.map(&:specifier) }
      end
    end
    alias transform_file_with_vite transform_file

    # Compiles one file on another thread.
    #
    # @param path [String]
    # @param content [String, nil]
    # @yield [Hash{Symbol => Object}] the result, on that thread
    # @return [Concurrent::Promises::Future] of the result
    # @example
    #   service.build_file_async("src/App.tsx", source) { |result| broadcast(result) if result[:success] }
    def build_file_async(path, content = nil)
      Work.later("build/#{app.id}") do
        result = transform_file(path, content)
        yield result if block_given?
        result
      end
    end

    # Builds the app for production.
    #
    # @param env [Hash{String => String}] the app's environment; keys that start with `VITE_` reach it
    # @param build [Hash{Symbol => Object}] as {Builder.new} takes it
    # @return [Hash{Symbol => Object}] with `:compiled_content`, the script that the page starts; `:assets`, path => content of all other files;
    #   `:bundle`, all of it
    # @example
    #   service.build_full_bundle("VITE_API" => "https://api.example")[:assets].keys # => ["assets/index-5mP1.css", "index.html"]
    def build_full_bundle(env = {}, **build)
      bundled { builder(env, build).build(files.to_h) }
    end

    # Builds the app as a script for Cloudflare Workers, without minifying: `:script`, `:assets` and `:source_map`.
    #
    # @param env [Hash{String => String}]
    # @return [Hash{Symbol => Object}]
    # @example
    #   service.build_for_preview => { success: true, script:, assets: }
    def build_for_preview(env = {}, **build)
      made = builder(env, build)
      result = bundled { made.build_for_preview(files.to_h) }
      worker = made.worker(result[:bundle], mode: "single") if result[:success]
      result.merge(script: worker&.script, success: !worker.nil? && worker.ok?, error: result[:error] || (worker && error_of(worker.diagnostics)))
    end

    # Compiles some of the app's files; what did not change since costs next to nothing.
    #
    # @param paths [Array<String>]
    # @return [Hash{Symbol => Object}] with `:files`, path => result; `:compiled_content` maps paths to code
    # @example
    #   service.incremental_build(["src/App.tsx"])[:files]["src/App.tsx"][:success]
    def incremental_build(paths)
      timed do
        results = Array(paths).to_h { |path| [path, transform_file(path)] }
        failed = results.each_value.find { |result| !result[:success] }
        { success: failed.nil?, files: results, error: failed && failed[:error], source_map: nil,
          compiled_content: results.select { |_, result| result[:success] }.transform_values { |result| result[:compiled_content] } }
      end
    end

    private

    def builder(env, build)
      options = { node_modules: Compilers.packages, **Hotframe.config.compiler_options }.compact
      env = options.fetch(:env, {}).merge(env.to_h { |name, value| [name.to_s, value.to_s] })
      Builder.new(**options, env:, build: { source_map: "external", **build })
    end

    def bundled(&)
      timed do
        bundle = Instruments.measure("build", app: app.id, &)
        entry = bundle.manifest.each_value.find { |row| row["isEntry"] }&.fetch("file")
        texts = bundle.files.to_h { |file| [file.path, text(file)] }
        { success: bundle.ok?, compiled_content: texts[entry], source_map: texts["#{entry}.map"], error: error_of(bundle.diagnostics), bundle:,
          assets: texts.except(entry, "#{entry}.map"), diagnostics: bundle.diagnostics.map(&:to_h), size: bundle.size }
      end
    end

    def text(file) = file.content_type.include?("charset=utf-8") ? file.content.dup.force_encoding(Encoding::UTF_8) : file.content

    def compiler = Compilers.for(Origins.base(app))

    def files = AppFiles.new(app)

    def stored(path)
      file = files.find(path) or raise NotFoundError, "there is no #{path}"
      files.content(file)
    end

    def error_of(diagnostics) = diagnostics.find(&:error?)&.then { |problem| [problem.to_s, problem.frame].reject(&:empty?).join("\n") }

    def timed
      start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      result = begin
        yield
      rescue Hotframe::Error, TypeError, EncodingError => e
        { success: false, compiled_content: nil, source_map: nil, error: e.message }
      end
      result.merge(build_time: ((Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1000).round(2))
    end
  end
end
