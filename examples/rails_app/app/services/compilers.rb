# frozen_string_literal: true

# The compilers of this process. All apps share one: those that hold equal files share what it made of them.
module Compilers
  LOCK = Mutex.new
  private_constant :LOCK

  class << self
    # @return [Hotframe::Compiler] of every app that is previewed here, each on an origin of its own
    def apps = LOCK.synchronize { @apps ||= Hotframe::Compiler.new(alias: { "@" => "src" }, node_modules: packages) }

    # @return [Hotframe::Compiler] of the editor page, whose files are served below /editor/
    def editor = LOCK.synchronize { @editor ||= Hotframe::Compiler.new(base: "/editor/", node_modules: packages) }

    private

    def packages
      folder = Rails.configuration.x.node_modules
      return folder if File.directory?(folder)

      Rails.logger.warn("#{folder} is missing: run `make setup`, or set HOTFRAME_NODE_MODULES. Imports of npm packages will fail.")
      nil
    end
  end
end
