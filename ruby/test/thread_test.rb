# frozen_string_literal: true

require "test_helper"

# Other threads run while one compiles, and an interrupted caller leaves at once.
class ThreadTest < Minitest::Test
  COMPILER = Hotframe::Compiler.new

  def test_four_threads_compile_while_a_ticker_ticks
    calls = 4
    ticks = 0
    sources = Array.new(calls) { |n| Sources.large("ticker #{n}") }
    ready = Queue.new
    ticker = Thread.new { loop { ready << true if (ticks += 1) == 1; sleep 0.001 } } # rubocop:disable Style/Semicolon
    ready.pop
    before = ticks
    modules = sources.map { |source| Thread.new { COMPILER.transform("src/a.tsx", source) } }.map(&:value)
    ticked = ticks - before
    ticker.kill.join
    assert modules.all?(&:ok?)
    assert_equal calls, modules.map(&:digest).uniq.size
    # With the lock held a ticker gets one turn between two calls.
    assert_operator ticked, :>, 20 * calls
  end

  def test_many_threads_share_a_compiler_and_a_session
    session = Hotframe::Session.new(Sources.app, compiler: COMPILER)
    expected = Array.new(10) { |n| COMPILER.transform("src/a.ts", "export const a = #{n};") }
    threads = Array.new(8) do |t|
      Thread.new do
        Integer(ENV.fetch("HOTFRAME_CALLS", "1000")).times.map do |n|
          session.update("src/text.ts" => Sources.text_file("#{t} #{n}")) if (n % 50).zero?
          COMPILER.transform("src/a.ts", "export const a = #{n % 10};") == expected[n % 10]
        end
      end
    end
    assert threads.flat_map(&:value).all?
    assert_equal session.revision, session.connected.to
  end

  def test_a_killed_thread_leaves_at_once
    source = Sources.large("killed")
    thread = Thread.new { COMPILER.transform("src/a.tsx", source) }
    Waiting.until_working(thread)
    left = Waiting.seconds { thread.kill.join(Waiting::LIMIT) }
    refute_predicate thread, :alive?
    assert_still_compiles(source, left)
    assert Hotframe.send(:native_wait_until_idle, Float(Waiting::LIMIT)), "what it had started never ended"
  end

  def test_timeout
    source = Sources.large("timeout")
    left = Waiting.seconds do
      assert_raises(Timeout::Error) { Timeout.timeout(0.02) { COMPILER.transform("src/a.tsx", source) } }
    end
    assert_still_compiles(source, left)
  end

  def test_a_raise_from_another_thread
    thread = Thread.new { COMPILER.transform("src/a.tsx", Sources.large("raised")) }
    thread.report_on_exception = false
    Waiting.until_working(thread)
    thread.raise(IOError, "stop")
    assert_equal "stop", assert_raises(IOError) { thread.value }.message
  end

  def test_a_signal_with_a_handler_does_not_disturb
    handled = Queue.new
    previous = trap("USR1") { handled << true }
    thread = Thread.new { COMPILER.transform("src/a.tsx", Sources.large("signalled")) }
    Waiting.until_working(thread)
    Process.kill(:USR1, Process.pid)
    assert handled.pop
    assert thread.value.ok?
  ensure
    trap("USR1", previous || "DEFAULT")
  end

  def test_interrupt_ends_a_process_that_compiles
    output, status = Waiting.ruby(<<~RUBY, "-r", File.join(__dir__, "support", "sources.rb"))
      require "hotframe"
      # A test run that a shell started in the background has SIGINT ignored, and its children inherit that.
      trap("INT", "DEFAULT")
      source = Sources.large("interrupted")
      main = Thread.current
      Thread.new { Thread.pass until main.stop?; Process.kill(:INT, Process.pid) }
      begin
        Hotframe::Compiler.new.transform("src/a.tsx", source)
      rescue Interrupt
        print "interrupted"
      end
    RUBY
    assert_equal ["interrupted", true], [output, status.success?]
  end

  def test_a_session_survives_a_killed_update
    session = Hotframe::Session.new(Sources.app, compiler: COMPILER)
    thread = Thread.new { session.update("src/text.ts" => Sources.large("killed update").sub(/\A/, "export const text = 1;\n")) }
    Waiting.until_working(thread)
    thread.kill.join
    message = session.update("src/text.ts" => Sources.text_file("after"))
    assert_equal session.revision, message.to
  end

  private

  def assert_still_compiles(source, left)
    whole = Waiting.seconds { assert COMPILER.transform("src/again.tsx", source).ok? }
    assert_operator left, :<, whole / 2, "an interrupted call took as long as a whole one"
  end
end
