# frozen_string_literal: true

require "test_helper"

class MessageTest < Minitest::Test
  WIRE = '{"v":1,"type":"build_error","app":"1","from":"aaaaaaaaaaaa","to":"aaaaaaaaaaaa","timestamp":5,"path":"a.ts","error":"bad",' \
         '"diagnostics":[{"severity":"error","code":"syntax","message":"bad","file":"a.ts","line":1,"column":2,"frame":"f"}]}'

  def message = Hotframe::Message.new(WIRE)

  def test_the_wire_is_kept_as_it_is
    assert_equal WIRE, message.to_json
    assert_equal WIRE, message.to_json({ only: [:type] })
    assert_predicate message.to_json, :frozen?
    assert_equal JSON.parse(WIRE), message.to_h
    assert_equal({ "message" => JSON.parse(WIRE) }, JSON.parse(JSON.generate({ "message" => message })))
  end

  def test_fields
    assert_equal ["build_error", "1", 5, ["a.ts"], "bad"], [message.type, message.app, message.timestamp, message.paths, message["error"]]
    assert_nil message[:reason]
    assert_equal ["a.ts:1:2: error: bad"], message.diagnostics.map(&:to_s)
  end

  def test_pattern_matching
    case message
    in { type: "build_error", to:, diagnostics: [{ line: 1, file: }] }
      assert_equal %w[aaaaaaaaaaaa a.ts], [to, file]
    end
  end

  def test_values
    assert_equal message, message
    assert_equal 1, [message, message].uniq.size
    assert_equal 1, (message.diagnostics + message.diagnostics).uniq.size
    assert_equal %(#<Hotframe::Message build_error app="1" aaaaaaaa -> aaaaaaaa a.ts (#{WIRE.bytesize} bytes)>), message.inspect
  end

  def test_frozen_messages_can_be_read
    frozen = message.freeze
    assert_equal "build_error", frozen.type
    assert Ractor.shareable?(Ractor.make_shareable(message))
  end

  def test_a_diagnostic_without_a_place
    diagnostic = Hotframe::Diagnostic.new("severity" => "warning", "message" => "odd", "file" => "a.bin")
    assert_equal "a.bin: warning: odd", diagnostic.to_s
    refute_predicate diagnostic, :error?
    assert_equal "odd", JSON.parse(diagnostic.to_json)["message"]
  end
end
