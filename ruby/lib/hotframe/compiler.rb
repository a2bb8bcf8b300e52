# frozen_string_literal: true

require "json"

module Hotframe
  # Compiles single files, and keeps what it compiled. One compiler serves any number of threads, sessions and Ractors; other Ruby threads run
  # while it works, and `Timeout`, `Thread#kill` and Ctrl-C interrupt a call at once.
  #
  # @example
  #   compiler = Hotframe::Compiler.new(alias: { "@" => "src" }, env: { "VITE_API" => "https://api.example" }, node_modules: "node_modules")
  #   compiler.transform("src/App.tsx", "export default () => <b>hi</b>").code
  class Compiler
    class << self
      private :native_new

      # @param options [Hash{Symbol => Object}]
      # @option options [Hash{String => String}] :alias ({"@" => "src"}) the first segment of a specifier => the folder it stands for
      # @option options [Hash{String => String}] :env ({}) the app's environment; only keys that start with `env_prefix` reach the browser
      # @option options [String, Array<String>] :env_prefix ("VITE_")
      # @option options [String, Pathname, nil] :node_modules (nil) a folder of npm packages; without it bare imports are diagnostics
      # @option options [String, nil] :cdn (nil) without `node_modules`: the CDN from which browsers fetch packages, such as `https://esm.sh`
      # @option options [String, Symbol] :mode ("development") or `"production"`
      # @option options [String] :base ("/") the path that pages are served below
      # @option options [String, Symbol] :jsx ("automatic") or `"classic"`
      # @option options [String] :jsx_import_source ("react") where the automatic runtime is imported from
      # @option options [String] :jsx_factory ("React.createElement") for the classic runtime
      # @option options [String] :jsx_fragment ("React.Fragment") for the classic runtime
      # @option options [Boolean] :legacy_decorators (false) TypeScript's `experimentalDecorators`
      # @option options [Boolean] :define_class_fields (true) TypeScript's `useDefineForClassFields`
      # @option options [Hash{String => String}] :define names that are replaced by expressions
      # @option options [Hash{String => Array<String>}] :paths TypeScript's `paths`, from the root
      # @option options [String] :public_dir ("public") the folder whose files stand at the root of the preview
      # @option options [Integer] :inline_bytes code that one message may carry; the rest travels as addresses
      # @option options [Hash{Symbol => Integer}] :limits what one app may cost: `source_bytes`, `asset_bytes`, `total_bytes`, `files`, `depth`,
      #   `package_seconds`
      # @option options [String, nil] :module_cache (nil) `redis://host:port/db`: what one process compiled, others read there. Whoever may write
      #   to it is trusted. A Redis that is slow or gone costs nothing but the sharing.
      # @return [Compiler] frozen, and shareable between Ractors
      # @raise [InvalidOptionsError] for unknown options and wrong values
      # @example
      #   Hotframe::Compiler.new(mode: "production", limits: { files: 500 })
      def new(module_cache: nil, **options)
        options = options.compact
        options[:node_modules] = File.expand_path(options[:node_modules].to_s) if options.key?(:node_modules)
        compiler = native_new(Hotframe.options_json(options), module_cache)
        compiler.instance_variable_set(:@options, Ractor.make_shareable(options, copy: true))
        compiler.freeze
      end
    end

    # @return [Hash{Symbol => Object}] what the compiler was told, frozen
    # @example
    #   compiler.options # => {:mode => "production"}
    attr_reader :options

    # @return [String] the path that pages are served below
    # @example
    #   compiler.base # => "/"
    def base = options.fetch(:base, "/")

    # Compiles one file. Mistakes in it are the module's diagnostics.
    #
    # @param path [String] below the app's root; its extension says what the file is
    # @param source [String] text (converted to UTF-8 when it has another encoding), or bytes
    # @return [Hotframe::Module]
    # @raise [InvalidPathError] for a path that leaves the root
    # @raise [InternalError] for a bug of ours; the process and the compiler are fine
    # @example
    #   compiler.transform("src/app.css", ".a { .b { color: red } }").kind # => "css"
    def transform(path, source) = Hotframe::Module.new(native_transform(path, source))

    # @return [Hash{Symbol => Integer}, nil] how often this process asked `module_cache` and it had the module (`:hits`) or not (`:misses`), and how
    #   often it did not answer (`:failures`). nil without one.
    # @example
    #   compiler.module_cache_use # => {:hits => 60, :misses => 2, :failures => 0}
    def module_cache_use = native_module_cache_use

    # @return [String] without the values of `env`, which may be secret
    # @example
    #   compiler.inspect # => "#<Hotframe::Compiler mode=\"development\" env=[\"VITE_API\"]>"
    def inspect
      shown = options.map { |name, value| "#{name}=#{(name == :env ? value.keys : value).inspect}" }
      "#<#{[self.class, *shown].join(" ")}>"
    end

    private :native_transform, :native_module_cache_use
  end
end
