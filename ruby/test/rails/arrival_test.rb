# frozen_string_literal: true

require_relative "rails_helper"

class ArrivalTest < ActiveSupport::TestCase
  # A tab: answers the roll call, and says what it is told to.
  def tab(name, revision)
    announcer = Hotframe::Announcer.new(project)
    answer = ->(json) { announcer.report(tab: name, revision:) if ::JSON.parse(json)["what"] == "present" }
    subscribed = Concurrent::Event.new
    ActionCable.server.pubsub.subscribe(announcer.signals, answer, -> { subscribed.set })
    subscribed.wait
    @tabs << [announcer.signals, answer]
    ->(**said) { announcer.report(tab: name, **said) }
  end

  setup do
    @tabs = []
    @revision = now
  end
  teardown { close }

  def close = @tabs.each { |stream, answer| ActionCable.server.pubsub.unsubscribe(stream, answer) }.clear

  def edit(text) = project.app_files.find_by!(path: "src/text.ts").update!(content: Sources.text_file(text))
  def now = Hotframe.sessions.read(project, &:revision)

  test "it waits for every tab" do
    one = tab("one", @revision)
    two = tab("two", @revision)
    late = nil
    arrival = Hotframe.arrival(project) do
      edit("new")
      one.call(revision: now, outcome: "applied", ms: 4.0)
      late = Thread.new(now) { |revision| two.call(revision:, outcome: "applied", ms: 7.5) }
    end
    late.join
    assert_equal "applied in 2 of 2 tabs", arrival.to_s
    assert_equal now, arrival.revision
    assert_equal [4.0, 7.5], arrival.applied.map(&:milliseconds).sort
    assert_predicate arrival, :complete?
  end

  test "a tab in which it fails says how" do
    one = tab("one", @revision)
    arrival = Hotframe.arrival(project) do
      edit("new")
      one.call(revision: @revision, outcome: "error", error: "boom")
    end
    assert_equal "applied in 0 of 1 tab, failed in 1", arrival.to_s
    assert_equal ["boom"], arrival.failed.map(&:error)
  end

  test "a tab that does not answer is not forgotten" do
    tab("one", @revision)
    arrival = Hotframe.arrival(project, timeout: 0.2) { edit("new") }
    assert_equal "applied in 0 of 1 tab", arrival.to_s
    refute_predicate arrival, :complete?
  end

  test "a tab that loads anew counts when it is back" do
    one = tab("one", @revision)
    arrival = Hotframe.arrival(project) do
      edit("new")
      one.call(revision: now, outcome: "reloading")
      close
      tab("one, on a new connection", now)
    end
    assert_equal "applied in 1 of 1 tab", arrival.to_s
  end

  test "an edit that changes nothing for browsers has arrived" do
    tab("one", @revision)
    assert_equal "applied in 1 of 1 tab", Hotframe.arrival(project) { nil }.to_s
    assert_equal "applied in 0 of 0 tabs", Hotframe.arrival(new_project).to_s
  end
end
