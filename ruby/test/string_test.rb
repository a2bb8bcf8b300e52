# frozen_string_literal: true

require "test_helper"

# Which Ruby strings are taken as text, and which as bytes.
class StringTest < Minitest::Test
  COMPILER = Hotframe::Compiler.new
  TEXT = %(export const word = "Grüße 日本";)

  def compiled(source) = COMPILER.transform("src/a.ts", source)

  def word(source)
    mod = compiled(source)
    assert mod.ok?, mod.inspect
    mod.code
  end

  def test_utf8_whatever_its_tag
    expected = word(TEXT)
    assert_includes expected, "Grüße 日本"
    assert_equal expected, word(TEXT.dup)
    assert_equal expected, word(TEXT.b)
    assert_equal expected, word(TEXT.dup.force_encoding("US-ASCII"))
  end

  def test_other_encodings_are_converted
    assert_includes word(TEXT.encode("UTF-16LE")), "Grüße 日本"
    assert_includes word(%(export const word = "Grüße";).encode("ISO-8859-1")), "Grüße"
    assert_includes word(%(export const word = "日本";).encode("Shift_JIS")), "日本"
  end

  def test_ascii_and_nul
    assert_includes word("export const a = 1;".b), "export"
    assert_kind_of Hotframe::Module, compiled("export const a = '\0';")
  end

  def test_text_that_cannot_be_converted
    assert_raises(EncodingError) { compiled("a".dup.force_encoding("UTF-7")) }
    assert_raises(EncodingError) { compiled("\x81".dup.force_encoding("Windows-31J")) }
  end

  def test_invalid_utf8_is_a_diagnostic_in_a_source_and_an_error_in_a_path
    refute compiled("const a = '\xFF';").ok?
    error = assert_raises(EncodingError) { COMPILER.transform("src/\xFF.ts", "") }
    assert_equal "invalid UTF-8 at byte 4", error.message
    assert_raises(EncodingError) { COMPILER.transform("src/\xFF.ts".b, "") }
  end

  def test_paths_of_any_tag
    assert_equal "src/ü.ts", COMPILER.transform("src/ü.ts".b, "").id
    assert_equal "src/ü.ts", COMPILER.transform("src/ü.ts".encode("UTF-16LE"), "").id
  end

  def test_only_strings
    skip "not as declared" if defined?(HOTFRAME_CHECKED)
    [:symbol, nil, 1].each do |wrong|
      assert_raises(TypeError) { COMPILER.transform("src/a.ts", wrong) }
      assert_raises(TypeError) { COMPILER.transform(wrong, "") }
    end
  end

  def test_a_source_may_change_while_it_is_compiled
    source = +Sources.large("changing", functions: 2_000)
    thread = Thread.new { COMPILER.transform("src/a.tsx", source) }
    Waiting.until_working(thread)
    source.replace("x" * 10)
    assert thread.value.ok?
  end

  def test_results_are_frozen_utf8
    session = Hotframe::Session.new(Sources.app, compiler: COMPILER)
    [session.page, session.revision, session.connected.to_json, session.app, *session.paths].each do |string|
      assert_equal [Encoding::UTF_8, true], [string.encoding, string.frozen?], string
    end
  end
end
