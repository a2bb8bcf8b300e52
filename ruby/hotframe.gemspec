# frozen_string_literal: true

require_relative "lib/hotframe/version"

Gem::Specification.new do |spec|
  spec.name = "hotframe"
  spec.version = Hotframe::VERSION
  spec.summary = "Live previews for apps that live in a database"
  spec.description = "Compiles and hot-reloads React apps whose files are rows of a database: no Node process, no dev server per app, no temporary folder."
  spec.authors = ["The Hotframe authors"]
  spec.license = "MIT"
  spec.metadata = { "rubygems_mfa_required" => "true" }
  spec.require_paths = ["lib"]

  # `rake package` stages what is built here: the source gem brings the core (and its crates) along, a platform gem the finished library.
  ruby = Dir.glob(["lib/**/*.{rb,so,bundle,tt,erb,js}", "app/**/*", "config/**/*", "sig/**/*.rbs", "*.md", "LICENSE"], base: __dir__)
  rust = Dir.glob(["Cargo.{toml,lock}", ".cargo/config.toml", "vendor.tar.gz", "core/**/*", "ext/**/*.{rs,toml,rb}"], File::FNM_DOTMATCH, base: __dir__)
  platform = ENV.fetch("HOTFRAME_PLATFORM", nil)
  spec.platform = platform if platform
  # One library for each minor version of Ruby: who has another one gets the source gem.
  built = Dir.glob("lib/hotframe/*/hotframe.{so,bundle}", base: __dir__).map { |file| Gem::Version.new("#{file.split("/")[2]}.0") }
  spec.required_ruby_version = platform ? [">= #{built.min}", "< #{built.max.bump}.dev"] : ">= 3.1"
  spec.extensions = ["ext/hotframe/extconf.rb"] unless platform
  spec.files = (platform ? ruby : ruby.grep_v(/\.(so|bundle)\z/) + rust).select { |file| File.file?(File.join(__dir__, file)) }
end
