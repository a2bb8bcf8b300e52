# frozen_string_literal: true

require "test_helper"

# A bug of ours costs one call. Needs a native part built with FEATURES=panic-injection, in which a source that holds the marker panics.
class PanicTest < Minitest::Test
  MARKED = "export const text = '@hotframe-panic';"
  COMPILER = Hotframe::Compiler.new

  def setup
    return unless COMPILER.transform("src/probe.ts", MARKED)
    raise "the native part is built without panic-injection" if ENV["HOTFRAME_PANIC_INJECTION"]

    skip "build with FEATURES=panic-injection"
  rescue Hotframe::InternalError
    nil
  end

  def test_a_panic_becomes_an_error_and_the_process_lives
    error = assert_raises(Hotframe::InternalError) { COMPILER.transform("src/a.ts", MARKED) }
    assert_equal 7108, error.code
    refute_empty error.message
    assert COMPILER.transform("src/a.ts", "export const a = 1;").ok?
  end

  def test_panics_in_many_threads
    errors = Array.new(4) { |n| Thread.new { COMPILER.transform("src/a#{n}.ts", MARKED) rescue $! } }.map(&:value) # rubocop:disable Style/RescueModifier, Style/SpecialGlobalVars
    assert(errors.all?(Hotframe::InternalError))
  end

  def test_a_session_lives_on
    session = Hotframe::Session.new(Sources.app, compiler: COMPILER)
    message = session.update("src/text.ts" => MARKED)
    assert message.build_error?
    assert_equal "src/text.ts", message.diagnostics.first.file
    assert_equal "hmr_update", session.update("src/text.ts" => Sources.text_file("fixed")).type
  end

  def test_nothing_is_printed
    output, status = Waiting.ruby(<<~RUBY)
      require "hotframe"
      begin
        Hotframe::Compiler.new.transform("a.ts", "'@hotframe-panic'")
      rescue Hotframe::InternalError => e
        print e.class
      end
    RUBY
    assert_equal ["Hotframe::InternalError", true], [output, status.success?]
  end
end
