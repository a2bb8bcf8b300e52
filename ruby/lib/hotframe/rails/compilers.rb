# frozen_string_literal: true

module Hotframe
  # The compilers of this process. Apps that are served below the same base share one, and with it what was made of equal files.
  module Compilers
    LOCK = Mutex.new
    LIMIT = 500
    private_constant :LOCK, :LIMIT

    class << self
      # @param base [String] the path that previews are served below
      # @return [Compiler]
      # @example
      #   Hotframe::Compilers.for("/").transform("src/App.tsx", source)
      def for(base = "/", **options)
        key = [base, options]
        LOCK.synchronize do
          compilers = (@compilers ||= {})
          compilers.shift while compilers.size >= LIMIT && !compilers.key?(key)
          compilers[key] ||= Compiler.new(**defaults, **options, base:)
        end
      end

      # Forgets all, so that a changed configuration is seen.
      #
      # @api private
      def reset = LOCK.synchronize { @compilers = nil }

      # @return [String, nil] the folder of npm packages
      # @example
      #   Hotframe::Compilers.packages # => "/srv/app/node_modules"
      def packages
        folder = Hotframe.config.node_modules || (defined?(::Rails.root) && ::Rails.root&.join("node_modules"))
        folder.to_s if folder && File.directory?(folder.to_s)
      end

      private

      def defaults = { node_modules: packages, module_cache: Hotframe.config.module_cache, **Hotframe.config.compiler_options }.compact
    end
  end
end
