# frozen_string_literal: true

require "test_helper"

class ErrorTest < Minitest::Test
  COMPILER = Hotframe::Compiler.new

  def test_every_kind_of_the_core_has_a_class_with_its_number
    codes = JSON.parse(Hotframe.send(:native_error_codes))
    refute_empty codes
    codes.each do |kind, code|
      error_class = Hotframe.const_get("#{kind}Error")
      assert_operator error_class, :<, Hotframe::Error
      assert_equal [code, code], [error_class::CODE, error_class.new("x").code], kind
    end
  end

  def test_paths_that_are_refused
    ["../a.ts", "/etc/passwd", "src/\0.ts", "", "src/../../a.ts", "C:\\a.ts", "a" * 2_000].each do |path|
      error = assert_raises(Hotframe::InvalidPathError, path.inspect) { COMPILER.transform(path, "") }
      assert_equal 7101, error.code
      assert_equal Encoding::UTF_8, error.message.encoding
      assert_raises(Hotframe::InvalidPathError) { Hotframe::Session.new({ path => "" }, compiler: COMPILER) }
    end
  end

  def test_paths_that_differ_by_case
    error = assert_raises(Hotframe::DuplicatePathError) { Hotframe::Session.new({ "src/App.tsx" => "", "src/app.tsx" => "" }, compiler: COMPILER) }
    assert_equal 7102, error.code
    assert_raises(Hotframe::DuplicatePathError) { Hotframe::Session.new([["a.ts", "1"], ["a.ts", "2"]], compiler: COMPILER) }
  end

  def test_limits
    compiler = Hotframe::Compiler.new(limits: { files: 1 })
    error = assert_raises(Hotframe::TooLargeError) { Hotframe::Session.new(Sources.app, compiler:) }
    assert_equal 7104, error.code
  end

  def test_errors_can_be_matched
    COMPILER.transform("../a.ts", "")
  rescue Hotframe::Error => e
    assert_equal({ code: 7101, message: e.message }, e.deconstruct_keys(nil))
  end
end
