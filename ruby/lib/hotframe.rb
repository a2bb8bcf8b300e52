# frozen_string_literal: true

require "json"

# Live previews for apps that live in a database. {Compiler} compiles single files, a {Session} is the preview of one app.
#
# @example
#   compiler = Hotframe::Compiler.new(node_modules: "node_modules")
#   session  = Hotframe::Session.new({ "index.html" => html, "src/main.tsx" => source }, compiler:, app: "1")
#   session.update("src/main.tsx" => edited).to_json
module Hotframe
  class << self
    # JSON for the core.
    #
    # @api private
    def options_json(options)
      JSON.generate(options)
    rescue JSON::GeneratorError, EncodingError => e
      raise InvalidOptionsError, "invalid options: #{e.message}"
    end
  end
end

require_relative "hotframe/version"
require_relative "hotframe/error"
require_relative "hotframe/native"
require_relative "hotframe/fork"
require_relative "hotframe/files"
require_relative "hotframe/diagnostic"
require_relative "hotframe/module"
require_relative "hotframe/message"
require_relative "hotframe/asset"
require_relative "hotframe/compiler"
require_relative "hotframe/session"
require_relative "hotframe/puck"
require_relative "hotframe/bundle"
require_relative "hotframe/worker_script"
require_relative "hotframe/build"
require_relative "hotframe/builder"
require_relative "hotframe/rails" if defined?(Rails::Engine)
