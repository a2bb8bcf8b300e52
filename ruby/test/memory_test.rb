# frozen_string_literal: true

require "test_helper"
require "objspace"

class MemoryTest < Minitest::Test
  COMPILER = Hotframe::Compiler.new

  def rss
    GC.start
    File.read("/proc/self/statm").split[1].to_i * 4096
  end

  def test_many_updates_leave_memory_flat
    session = Hotframe::Session.new(Sources.app, compiler: COMPILER)
    update = ->(n) { session.update("src/text.ts" => Sources.text_file("text #{n % 50}")).to_json }
    1_000.times(&update)
    before = rss
    Integer(ENV.fetch("HOTFRAME_UPDATES", "3000")).times(&update)
    assert_operator rss - before, :<, 16 << 20
  end

  def test_dropped_sessions_are_collected
    skip "needs /proc" unless File.exist?("/proc/self/statm")
    heavy = Sources.app.merge("public/large.bin" => "x" * (4 << 20))
    make = ->(_) { Hotframe::Session.new(heavy, compiler: COMPILER).revision }
    10.times(&make)
    before = rss
    200.times(&make)
    assert_operator rss - before, :<, 200 << 20 # of 800 MB
  end

  def test_ruby_knows_what_a_session_weighs
    light = ObjectSpace.memsize_of(Hotframe::Session.new({ "a.bin" => "x" }, compiler: COMPILER))
    heavy = ObjectSpace.memsize_of(Hotframe::Session.new({ "a.bin" => "x" * (1 << 20) }, compiler: COMPILER))
    assert_operator heavy - light, :>=, (1 << 20) - 1
  end

  def test_gc_stress
    GC.stress = true
    session = Hotframe::Session.new(Sources.app, compiler: COMPILER)
    message = session.update("src/text.ts" => Sources.text_file("stress").encode("UTF-16LE"), "src/gone.ts" => nil)
    results = [message.type, session.page.encoding, session.asset("pixel.png").body, COMPILER.transform("src/a.ts", "let ;").ok?]
    assert_raises(Hotframe::InvalidPathError) { session.update("../a" => "") }
    GC.stress = false
    assert_equal ["hmr_update", Encoding::UTF_8, Sources::PIXEL, false], results
  ensure
    GC.stress = false
  end
end
