# frozen_string_literal: true

module Hotframe
  module Generators
    # How a Rails app brings its JavaScript to the browser, and what a Stimulus controller needs there.
    module FrontEnd
      private

      # @return [Symbol] `:importmap`, `:bundler` (esbuild, rollup, webpack, bun by jsbundling, Vite), or `:none`
      def front_end
        return :importmap if there?("config/importmap.rb")

        there?("package.json") ? :bundler : :none
      end

      def connect_front_end
        case front_end
        when :importmap then pin_packages
        when :bundler then register_controller
        else say "There is neither config/importmap.rb nor package.json: load app/javascript/controllers/hmr_controller.js with Stimulus yourself."
        end
        allow_in_manifest
      end

      PINS = {
        "@rails/actioncable" => %(pin "@rails/actioncable", to: "actioncable.esm.js"\n),
        "app/javascript/controllers" => %(pin_all_from "app/javascript/controllers", under: "controllers"\n)
      }.freeze
      private_constant :PINS

      def pin_packages
        PINS.each { |name, line| append_to_file("config/importmap.rb", line) unless read("config/importmap.rb").include?(name) }
      end

      def register_controller
        add_packages
        index = "app/javascript/controllers/index.js"
        return unless there?(index)

        text = read(index)
        # An index that loads a whole folder finds the controller itself.
        return if text.include?("hmr_controller") || text.match?(%r{eagerLoadControllersFrom|import\.meta\.glob|require\.context|controllers/\*})

        append_to_file index, %(\nimport HmrController from "./hmr_controller"\napplication.register("hmr", HmrController)\n)
      end

      def add_packages
        missing = %w[@hotwired/stimulus @rails/actioncable].reject { |name| read("package.json").include?(name) }
        say "Add the npm packages that the controller imports: npm install #{missing.join(" ")}" if missing.any?
      end

      # Sprockets serves what its manifest links; Propshaft and bundlers need nothing.
      def allow_in_manifest
        manifest = "app/assets/config/manifest.js"
        return unless front_end == :importmap && there?(manifest) && !read(manifest).include?("app/javascript")
        return if read(manifest).include?("../../javascript")

        append_to_file manifest, "\n//= link_tree ../../javascript .js\n"
      end
    end
  end
end
