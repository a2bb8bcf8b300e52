# frozen_string_literal: true

require "json"

module Hotframe
  # Builds apps for production: tree shaking, code splitting, minified, with hashed names. May be used by many threads; other Ruby threads run
  # while it works.
  #
  # @example
  #   builder = Hotframe::Builder.new(node_modules: "node_modules", build: { source_map: "hidden" })
  #   bundle = builder.build("index.html" => html, "src/main.tsx" => source)
  class Builder
    class << self
      private :native_new

      # @param build [Hash{Symbol => Object}] `minify` (true), `source_map` (`"none"`, `"hidden"`, `"inline"`, `"external"`), `target`, `entries`,
      #   `assets_dir`, `budgets`, `seconds` and the others of the core's `BuildOptions`
      # @param options [Hash{Symbol => Object}] as {Compiler.new} takes them
      # @return [Builder] frozen, and shareable between Ractors
      # @raise [InvalidOptionsError]
      # @example
      #   Hotframe::Builder.new(env: { "VITE_API" => "https://api.example" }, build: { target: ["es2020"] })
      def new(build: {}, **options)
        options = options.compact
        options[:node_modules] = ::File.expand_path(options[:node_modules].to_s) if options.key?(:node_modules)
        native_new(Hotframe.options_json(options), Hotframe.options_json(build)).freeze
      end
    end

    # @param files [Hash{String => String}, Enumerable<(String, String)>] every file of the app: path => content
    # @param cancel [CancelToken, nil] what stops it; so does interrupting the thread that waits for it (`Timeout`, `Thread#kill`)
    # @yield [Progress] while it runs, on this thread; leaving the block stops the build
    # @return [Bundle] mistakes in the app are its diagnostics
    # @raise [InvalidPathError, DuplicatePathError, TooLargeError]
    # @raise [CancelledError] after {CancelToken#cancel}
    # @example
    #   builder.build(app.files.pluck(:path, :content)) { |progress| puts "#{progress.phase} #{(progress.fraction * 100).round} %" }
    def build(files, cancel = nil, &told) = native_build(Files.flatten(files), false, cancel, Progress.told(told))

    # The same without minifying: faster to make, larger, the same behaviour.
    #
    # @param files [Hash{String => String}, Enumerable<(String, String)>]
    # @param cancel [CancelToken, nil]
    # @yield [Progress]
    # @return [Bundle]
    # @example
    #   builder.build_for_preview(files)
    def build_for_preview(files, cancel = nil, &told) = native_build(Files.flatten(files), true, cancel, Progress.told(told))

    # Builds the app of the last build, as that one was, after some changes.
    #
    # @param changes [Hash{String => String, nil}] path => new content, or nil when the file is gone
    # @param cancel [CancelToken, nil]
    # @yield [Progress]
    # @return [Bundle] the same one when the changes do not matter
    # @example
    #   builder.incremental_build("src/App.tsx" => source)
    def incremental_build(changes, cancel = nil, &told) = native_incremental_build(Files.flatten(changes, deletions: true), cancel, Progress.told(told))

    # Builds on a thread of its own.
    #
    # @param files [Hash{String => String}, Enumerable<(String, String)>]
    # @param preview [Boolean] whether it is {#build_for_preview}
    # @param cancel [CancelToken]
    # @yield [Progress] on that thread
    # @return [Build] to wait for, or to cancel
    # @example
    #   build = builder.start(files) { |progress| bar.show(progress.fraction) }
    #   build.wait.ok? # => true
    def start(files, preview: false, cancel: CancelToken.new, &told)
      files = Files.flatten(files)
      listener = Progress.told(told)
      Build.new(cancel) { native_build(files, preview, cancel, listener) }
    end

    # @param bundle [Bundle]
    # @param options [Hash{Symbol => Object}] of the core's `WorkerOptions`
    # @return [WorkerScript] the bundle as a script for Cloudflare Workers
    # @example
    #   builder.worker(bundle).script
    def worker(bundle, **options) = WorkerScript.new(*native_worker(bundle, Hotframe.options_json(options)))

    private :native_build, :native_incremental_build, :native_worker
  end
end
