# frozen_string_literal: true

require "test_helper"
require "tmpdir"

# What `gem install` meets. The whole of it, in an empty GEM_HOME, is `rake package:install`.
class PackageTest < Minitest::Test
  EXTCONF = File.expand_path("../ext/hotframe/extconf.rb", __dir__)

  def test_without_cargo_the_message_says_what_to_install
    output, status = run_extconf("PATH" => "/nonexistent")
    refute status.success?
    assert_match(/cargo is missing: install Rust 1\.95/, output)
    assert_includes output, "precompiled gem"
  end

  def test_without_libclang_the_message_says_what_to_install
    output, status = run_extconf("LIBCLANG_PATH" => "/nonexistent")
    refute status.success?
    assert_match(/libclang is missing.*apt-get install libclang1/, output)
  end

  def test_an_old_cargo_is_named
    Dir.mktmpdir do |folder|
      File.write(File.join(folder, "cargo"), "#!/bin/sh\necho cargo 1.70.0\n")
      File.chmod(0o755, File.join(folder, "cargo"))
      output, status = run_extconf("PATH" => "#{folder}:/usr/bin:/bin")
      refute status.success?
      assert_includes output, "cargo 1.70 is too old"
    end
  end

  def test_the_makefile_builds_for_this_ruby_alone
    _, status, makefile = run_extconf("HOTFRAME_PLAIN_CARGO" => "1")
    assert status.success?
    assert_includes makefile, "target_prefix = /hotframe/#{RUBY_VERSION[/\A\d+\.\d+/]}"
    assert_match(/cargo rustc .*--locked/, makefile)
  end

  private

  def run_extconf(env)
    Dir.mktmpdir do |folder|
      output, status = Open3.capture2e(env, RbConfig.ruby, EXTCONF, chdir: folder)
      makefile = File.join(folder, "Makefile")
      [output, status, File.exist?(makefile) ? File.read(makefile) : nil]
    end
  end
end
