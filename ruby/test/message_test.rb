# frozen_string_literal: true

require "test_helper"

class MessageTest < Minitest::Test
  WIRE = '{"v":1,"type":"build_error","app":"1","from":"aaaaaaaaaaaa","to":"aaaaaaaaaaaa","timestamp":5,"path":"a.ts","error":"bad",' \
         '"diagnostics":[{"severity":"error","code":"syntax","message":"bad","file":"a.ts","line":1,"column":2,"frame":"f"}]}'

  def wire = Hotframe::Message.new(WIRE)

  def test_the_wire_is_kept_as_it_is
    assert_equal WIRE, wire.to_json
    assert_equal WIRE, wire.to_json({ only: [:type] })
    assert_predicate wire.to_json, :frozen?
    assert_equal JSON.parse(WIRE), wire.to_h
    assert_equal({ "message" => JSON.parse(WIRE) }, JSON.parse(JSON.generate({ "message" => wire })))
  end

  def test_fields
    assert_equal ["build_error", "1", 5, ["a.ts"], "bad"], [wire.type, wire.app, wire.timestamp, wire.paths, wire["error"]]
    assert_nil wire[:reason]
    assert_equal ["a.ts:1:2: error: bad"], wire.diagnostics.map(&:to_s)
  end

  def test_pattern_matching
    case wire
    in { type: "build_error", to:, diagnostics: [{ line: 1, file: }] }
      assert_equal %w[aaaaaaaaaaaa a.ts], [to, file]
    end
  end

  def test_values
    assert_equal wire, wire
    assert_equal 1, [wire, wire].uniq.size
    assert_equal 1, (wire.diagnostics + wire.diagnostics).uniq.size
    assert_equal %(#<Hotframe::Message build_error app="1" aaaaaaaa -> aaaaaaaa a.ts (#{WIRE.bytesize} bytes)>), wire.inspect
  end

  def test_frozen_messages_can_be_read
    frozen = wire.freeze
    assert_equal "build_error", frozen.type
    assert Ractor.shareable?(Ractor.make_shareable(wire))
  end

  def test_a_diagnostic_without_a_place
    diagnostic = Hotframe::Diagnostic.new("severity" => "warning", "message" => "odd", "file" => "a.bin")
    assert_equal "a.bin: warning: odd", diagnostic.to_s
    refute_predicate diagnostic, :error?
    assert_equal "odd", JSON.parse(diagnostic.to_json)["message"]
  end
end
