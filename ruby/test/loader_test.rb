# frozen_string_literal: true

require "test_helper"
require "tmpdir"
require "fileutils"

class LoaderTest < Minitest::Test
  def test_the_native_part_has_the_gem_version
    assert_equal Hotframe::VERSION, Hotframe::NATIVE_VERSION
  end

  def test_nothing_but_json_is_needed
    output, status = Waiting.ruby(%(require "hotframe"; print [defined?(Rails), defined?(ActiveSupport)].inspect))
    assert_equal ["[nil, nil]", true], [output, status.success?]
  end

  def test_a_missing_native_part_says_how_to_build_it
    with_copy do |lib|
      FileUtils.rm_rf(Dir[File.join(lib, "hotframe", "*.*")].select { |path| File.directory?(path) })
      output, status = Open3.capture2e(RbConfig.ruby, "-I", lib, "-r", "hotframe", "-e", "0")
      refute status.success?
      assert_includes output, "rake compile"
      assert_includes output, "libclang"
    end
  end

  def test_a_stale_native_part_is_refused
    with_copy do |lib|
      File.write(File.join(lib, "hotframe", "version.rb"), %(module Hotframe\n  VERSION = "99.0.0"\nend\n))
      output, status = Open3.capture2e(RbConfig.ruby, "-I", lib, "-r", "hotframe", "-e", "0")
      refute status.success?
      assert_includes output, "rake compile"
    end
  end

  private

  def with_copy
    Dir.mktmpdir do |dir|
      FileUtils.cp_r(File.expand_path("../lib", __dir__), dir)
      yield File.join(dir, "lib")
    end
  end
end
