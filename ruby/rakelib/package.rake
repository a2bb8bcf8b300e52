# frozen_string_literal: true

require_relative "gem_package"

desc "Make the source gem in pkg/: the core and all crates in it (VENDOR=0: without the crates, which are then downloaded)"
task :package do
  puts GemPackage.new(vendor: ENV.fetch("VENDOR", "1") != "0").build
end

namespace :package do
  desc "Install the gem of pkg/ in an empty GEM_HOME, without a network, and use it: HOTFRAME_CARGO_PROFILE=release-fast is quicker"
  task install: :package do
    require "tmpdir"
    Dir.mktmpdir("hotframe-gem") do |home|
      gem = Dir["pkg/hotframe-*.gem"].max_by { |file| File.mtime(file) }
      env = { "GEM_HOME" => home, "CARGO_NET_OFFLINE" => "true", "RUBYOPT" => nil, "RUBYLIB" => nil }
      sh env, "gem", "install", "--local", "--no-document", gem
      script = %(require "hotframe"; puts Hotframe::VERSION, Hotframe::Compiler.new.transform("a.tsx", "export default () => <b/>").ok?)
      Dir.chdir(home) { sh env, RbConfig.ruby, "-e", script }
    end
  end

  desc "Make a gem for this platform in pkg/, with the native parts that lib/hotframe/*/ holds"
  task :platform do
    puts GemPackage.new(vendor: false).build_for_platform
  end
end
