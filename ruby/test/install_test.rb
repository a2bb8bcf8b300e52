# frozen_string_literal: true

require "test_helper"
require "rubygems/package"
require "tmpdir"
require_relative "../rakelib/gem_package"

# `gem install` in an empty GEM_HOME, and the gem in use from there. `rake package:install` does the same with every crate compiled anew.
class InstallTest < Minitest::Test
  USE = <<~'RUBY'
    require "hotframe"
    abort "loaded from #{$LOADED_FEATURES.grep(/hotframe/)}" unless $LOADED_FEATURES.grep(/hotframe/).all? { |file| file.start_with?(ENV.fetch("GEM_HOME")) }
    app = { "index.html" => %(<script type="module" src="/main.ts"></script>), "main.ts" => "export const n: number = 1;" }
    session = Hotframe::Session.new(app, compiler: Hotframe::Compiler.new, app: 1)
    puts session.update("main.ts" => "export const n: number = 2;").type, Hotframe::VERSION
  RUBY

  # The source gem is the same for all of them.
  FOLDER = Dir.mktmpdir("hotframe-pkg")
  Minitest.after_run { FileUtils.rm_rf(FOLDER) }

  def setup
    @home = File.realpath(Dir.mktmpdir("hotframe-gem"))
  end

  def teardown = FileUtils.rm_rf(@home)

  def test_a_platform_gem_needs_no_rust
    gem = quietly { GemPackage.new(vendor: false, pkg: "#{@home}/pkg").build_for_platform }
    assert_includes File.basename(gem), Gem::Platform.local.cpu
    spec = Gem::Package.new(gem).spec
    assert spec.required_ruby_version.satisfied_by?(Gem::Version.new(RUBY_VERSION))
    refute spec.required_ruby_version.satisfied_by?(Gem::Version.new("99.0.0"))
    assert_empty spec.extensions

    install(gem, tools("gcc", "make"))
    assert_used
  end

  # What cargo would build is there already; all else is what `gem install` does: the stage, the lock, extconf.rb, its Makefile, RubyGems.
  def test_the_source_gem_installs_with_cargo_alone
    commands = install(source_gem, tools("gcc", "make", cargo: stand_in))
    assert_match(/rustc --manifest-path \S+ --target-dir \S+ --lib --profile release --locked/, commands)
    assert_used
    refute_empty Dir[File.join(@home, "gems/hotframe-*/core/src/lib.rs")]
    assert_empty Dir[File.join(@home, "**/*.{rlib,rmeta}")], "what cargo leaves behind stays in the gem"
  end

  def test_without_cargo_gem_install_says_what_to_do
    output, status = gem_install(source_gem, tools("gcc", "make"))
    refute status.success?
    assert_match(/cargo is missing: install Rust/, output)
  end

  private

  def source_gem = Dir["#{FOLDER}/*.gem"].first || quietly { GemPackage.new(vendor: false, pkg: FOLDER).build }

  def quietly
    result = nil
    capture_subprocess_io { result = yield }
    result
  end

  # A PATH with Ruby, what a shell has, and these.
  def tools(*names, cargo: nil)
    folder = Dir.mktmpdir("bin", @home)
    %w[sh env cp mkdir rm mv install tar gzip cat ruby gem].concat(names).each do |name|
      file = ENV.fetch("PATH").split(":").map { |path| File.join(path, name) }.find { |path| File.executable?(path) }
      File.symlink(file, File.join(folder, name)) if file
    end
    File.write(File.join(folder, "cargo"), cargo, perm: 0o755) if cargo
    folder
  end

  # Says its version, and puts the library of this checkout where `cargo rustc` would put it.
  def stand_in
    library = File.expand_path("../lib/hotframe/#{RUBY_VERSION[/\A\d+\.\d+/]}/hotframe.#{RbConfig::CONFIG["DLEXT"]}", __dir__)
    <<~SH
      #!/bin/sh
      echo "$@" >> "#{@home}/commands"
      [ "$1" = --version ] && echo "cargo 1.95.0" && exit
      while [ "$1" != --target-dir ]; do shift; done
      mkdir -p "$2/release" && cp "#{library}" "$2/release/libhotframe_ruby.#{RbConfig::CONFIG["SOEXT"]}"
    SH
  end

  def install(gem, path)
    output, status = gem_install(gem, path)
    assert status.success?, output
    commands = File.join(@home, "commands")
    File.exist?(commands) ? File.read(commands) : ""
  end

  def gem_install(gem, path)
    Open3.capture2e(environment.merge("PATH" => path), "gem", "install", "--local", "--no-document", gem, chdir: @home)
  end

  def assert_used
    output, status = Open3.capture2e(environment, RbConfig.ruby, "-e", USE, chdir: @home)
    assert status.success?, output
    assert_equal ["hmr_update", Hotframe::VERSION], output.split
  end

  def environment
    { "GEM_HOME" => @home, "RUBYOPT" => nil, "RUBYLIB" => nil, "HOTFRAME_CARGO_PROFILE" => nil, "CARGO_TARGET_DIR" => nil, "HOTFRAME_PLAIN_CARGO" => "1" }
  end
end
