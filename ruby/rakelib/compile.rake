# frozen_string_literal: true

desc "Build the native part: PROFILE=release-fast FEATURES=panic-injection"
task :compile do
  gem_root = File.expand_path("..", __dir__)
  workspace = File.expand_path("..", gem_root)
  profile = ENV.fetch("PROFILE", "release-fast")
  features = ENV.fetch("FEATURES", "").split(",").map { |name| "hotframe-ruby/#{name}" }

  # The libraries of the whole workspace: so the core and what it needs are compiled with the features that its other users want, once for all.
  command = ["cargo", "build", "--profile", profile, "--workspace", "--lib"]
  command += ["--features", features.join(",")] if features.any?
  sh(*command, chdir: workspace)

  target = File.expand_path(ENV.fetch("CARGO_TARGET_DIR", "target"), workspace)
  built = File.join(target, profile, "libhotframe_ruby.#{RbConfig::CONFIG["SOEXT"]}")
  folder = File.join(gem_root, "lib", "hotframe", RUBY_VERSION[/\A\d+\.\d+/])
  mkdir_p folder
  # A new file and a rename: a process that has the old library mapped keeps it whole.
  library = File.join(folder, "hotframe.#{RbConfig::CONFIG["DLEXT"]}")
  cp built, "#{library}.new"
  mv "#{library}.new", library
end
