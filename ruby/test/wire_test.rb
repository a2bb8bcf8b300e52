# frozen_string_literal: true

require "test_helper"

# The messages in tests/messages, which Rust writes and the browser's client replays too.
class WireTest < Minitest::Test
  FOLDER = File.expand_path("../../tests/messages/server", __dir__)

  def messages
    Dir["#{FOLDER}/*.json"].to_h { |file| [File.basename(file, ".json"), Hotframe::Message.new(File.read(file))] }
  end

  def test_every_type_is_read
    refute_empty messages
    messages.each do |name, message|
      assert_equal [name, "1", 1_700_000_000_000], [message.type, message.app, message.timestamp]
      assert_equal JSON.parse(message.to_json), message.to_h
    end
  end

  def test_updates
    one, many = messages.values_at("hmr_update", "hmr_batch")
    assert_equal [["src/App.tsx"], %w[r1 r2]], [one.paths, [one.from, one.to]]
    assert_equal ["src/App.tsx", "src/Large.tsx"], many.paths
    assert_equal ["src/App.tsx:3:14: warning: Unexpected token `}`"], one.diagnostics.map(&:to_s)
  end

  def test_errors
    broken = messages.fetch("build_error")
    assert_predicate broken, :build_error?
    assert_predicate broken.diagnostics.first, :error?
    broken => { error: "Unexpected token `}`", path: "src/App.tsx" }
  end
end
