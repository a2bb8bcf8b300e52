# frozen_string_literal: true

require "test_helper"

class ForkTest < Minitest::Test
  def setup
    @compiler = Hotframe::Compiler.new
    @session = Hotframe::Session.new(Sources.app, compiler: @compiler)
    @session.page # starts every thread pool there is
  end

  def work
    [@compiler.transform("src/a.ts", "export const a: number = 1;").digest, @session.update("src/text.ts" => Sources.text_file("forked"))&.type,
     Hotframe::Session.new(Sources.app(text: "new"), compiler: @compiler).revision, @session.asset("pixel.png").body.bytesize, @session.page]
  end

  def test_a_child_works_after_its_parent_has_worked
    in_child = Waiting.in_child { work }
    assert_equal work, in_child
  end

  def test_a_grandchild_works
    in_grandchild = Waiting.in_child { Waiting.in_child { work } }
    assert_equal work, in_grandchild
  end

  def test_a_fork_in_the_middle_of_a_compilation
    source = Sources.large("forked", functions: 4_000)
    thread = Thread.new { @compiler.transform("src/a.tsx", source) }
    Waiting.until_working(thread)
    in_child = Waiting.in_child { [@compiler.transform("src/a.tsx", source).digest, *work] }
    assert_equal [thread.value.digest, *work], in_child
  end

  def test_fork_waits_for_abandoned_work
    thread = Thread.new { @session.replace(Sources.app.merge("src/text.ts" => "export const text = 1;\n#{Sources.large("abandoned", functions: 4_000)}")) }
    Waiting.until_working(thread)
    thread.kill.join
    assert_kind_of(String, Waiting.in_child { @session.revision })
  end
end
