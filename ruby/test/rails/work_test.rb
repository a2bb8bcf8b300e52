# frozen_string_literal: true

require_relative "rails_helper"

class WorkTest < ActiveSupport::TestCase
  test "the work of one app runs in order, and does not keep another app waiting" do
    gate = Queue.new
    order = Queue.new
    slow = Array.new(50) do |n|
      Hotframe::Work.later("slow") do
        gate.pop if n.zero?
        order << n
      end
    end
    assert_equal :done, Timeout.timeout(Waiting::LIMIT) { Hotframe::Work.later("other") { :done }.value }
    gate << true
    slow.each(&:value)
    assert_equal (0...50).to_a, Array.new(50) { order.pop }
    assert_equal 0, Hotframe::Work.size
  end

  test "work that fails is reported, and the next goes on" do
    future = Hotframe::Work.later("failing") { raise "broken" }
    assert_equal "broken", future.reason.message
    assert_equal 1, Hotframe::Work.later("failing") { 1 }.value
  end

  test "a forked child has threads of its own" do
    Hotframe::Work.later("parent") { 1 }.value
    assert_equal(2, Waiting.in_child { Hotframe::Work.later("child") { 2 }.value(Waiting::LIMIT) })
  end
end

class TokenBucketTest < ActiveSupport::TestCase
  test "so many at once, and then at the rate" do
    now = 0.0
    bucket = Hotframe::TokenBucket.new(rate: 2, burst: 3, clock: -> { now })
    assert_equal [true, true, true, false], (Array.new(4) { bucket.take })
    now = 0.5
    assert_equal [true, false], (Array.new(2) { bucket.take })
    now = 100
    assert_equal [true, true, true, false], (Array.new(4) { bucket.take })
  end

  test "two buckets on one cache are one" do
    cache = ActiveSupport::Cache::MemoryStore.new
    one, two = Array.new(2) { Hotframe::TokenBucket.new(rate: 0.001, burst: 2, cache:, key: "k") }
    assert_equal [true, true, false, false], [one.take, two.take, one.take, two.take]
  end
end

class AnnouncerTest < ActiveSupport::TestCase
  test "no broadcast is larger than PostgreSQL takes, and previews are told where to go instead" do
    files = Sources.app.merge((1..60).to_h { |n| ["src/part#{n}.ts", "export const part#{n}: string = '#{"x" * 300}';"] })
    files["src/main.ts"] += (1..60).map { |n| "import './part#{n}';" }.join("\n")
    big = new_project(files:)
    messages = told(big) { big.update_preview_files((1..60).to_h { |n| ["src/part#{n}.ts", "export const part#{n} = '#{"y" * 300}';"] }) }
    assert_equal(["connected"], messages.map { |message| message["type"] })
    assert_equal Hotframe.sessions.read(big, &:revision), messages.first["to"]
    messages = told(big) { big.update_preview_files((1..60).to_h { |n| ["src/part#{n}.ts", "const = '#{"y" * 900}"] }) }
    assert_equal "build_error", messages.first["type"]
    stream = AppPreviewChannel.broadcasting_for(big)
    assert_operator ActionCable.server.pubsub.broadcasts(stream).map(&:bytesize).max, :<, 8_000
  end

  test "large code travels as an address" do
    messages = told { project.update_preview_files("src/text.ts" => "export const text = #{("long" * 3_000).to_json};") }
    assert_equal "hmr_update", messages.first["type"]
    assert_match(%r{/@hotframe/module/}, messages.first["modules"].first["url"])
  end
end
