# frozen_string_literal: true

require_relative "lib/hotframe/version"

Gem::Specification.new do |spec|
  spec.name = "hotframe"
  spec.version = Hotframe::VERSION
  spec.summary = "Live previews for apps that live in a database"
  spec.description = "Compiles and hot-reloads React apps whose files are rows of a database: no Node process, no dev server per app, no temporary folder."
  spec.authors = ["The Hotframe authors"]
  spec.license = "MIT"
  spec.required_ruby_version = ">= 3.1"
  spec.metadata = { "rubygems_mfa_required" => "true" }
  spec.files = Dir.glob(["lib/**/*.{rb,so,bundle,tt}", "app/**/*", "config/**/*", "sig/**/*.rbs", "README.md"], base: __dir__)
  spec.require_paths = ["lib"]
end
