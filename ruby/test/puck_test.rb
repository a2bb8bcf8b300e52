# frozen_string_literal: true

require "test_helper"

class PuckTest < Minitest::Test
  DATA = { root: { props: { title: "Home" } }, content: [{ type: "Hero", props: { id: "Hero-1", title: "Hello", media: [] } }] }.freeze

  def test_a_document_becomes_files
    conversion = Hotframe::Puck.convert(DATA)
    assert_predicate conversion, :ok?
    assert_equal %w[src/puck/Page.tsx src/puck/components/Hero.tsx src/puck/index.ts src/puck/slot.tsx], conversion.files.keys.sort
    assert_includes conversion.files["src/puck/Page.tsx"], 'title={"Hello"}'
    assert_equal conversion.files, Hotframe::Puck.convert(JSON.generate(DATA)).files
    assert(conversion.files.values.all? { |text| text.encoding == Encoding::UTF_8 && text.frozen? })
  end

  def test_files_compile
    compiler = Hotframe::Compiler.new
    Hotframe::Puck.convert(DATA, config: true).files.each do |path, text|
      assert_empty compiler.transform(path, text).diagnostics, path
    end
  end

  def test_files_read_back
    data, problems = Hotframe::Puck.parse(Hotframe::Puck.convert(DATA).files)
    assert_empty problems
    assert_equal JSON.parse(JSON.generate(DATA)), data
  end

  def test_an_edit_in_the_code_reads_back_and_code_does_not
    files = Hotframe::Puck.convert(DATA).files
    edited = files.merge("src/puck/Page.tsx" => files["src/puck/Page.tsx"].sub('{"Hello"}', '"Hi"'))
    assert_equal "Hi", Hotframe::Puck.parse(edited).first.dig("content", 0, "props", "title")
    computed = files.merge("src/puck/Page.tsx" => files["src/puck/Page.tsx"].sub('{"Hello"}', "{name}"))
    data, problems = Hotframe::Puck.parse(computed)
    assert_nil data
    assert_equal ["src/puck/Page.tsx"], problems.map(&:file)
    assert_operator problems.first.line, :>, 1
  end

  def test_hand_edits_survive_or_are_a_conflict
    files = Hotframe::Puck.convert(DATA).files
    page = files["src/puck/Page.tsx"]
    changed = JSON.parse(JSON.generate(DATA).sub("Hello", "New"))
    outside = Hotframe::Puck.convert(changed, existing: files.merge("src/puck/Page.tsx" => "#{page}\nexport const mine = 1;\n"))
    assert_empty outside.conflicts
    assert_includes outside.files["src/puck/Page.tsx"], '{"New"}'
    assert_includes outside.files["src/puck/Page.tsx"], "export const mine = 1;"
    inside = files.merge("src/puck/Page.tsx" => page.sub("return (", "const own = 1; return ("))
    conflict = Hotframe::Puck.convert(changed, existing: inside)
    assert_equal inside["src/puck/Page.tsx"], conflict.files["src/puck/Page.tsx"]
    assert_includes conflict.conflicts["src/puck/Page.tsx"], '{"New"}'
  end

  def test_what_an_editor_saw_is_written_over_and_nothing_else
    first = Hotframe::Puck.convert(DATA)
    page = first.files["src/puck/Page.tsx"]
    edited = first.files.merge("src/puck/Page.tsx" => page.sub('{"Hello"}', '"By hand"'))
    reading = Hotframe::Puck.read(edited)
    assert_predicate reading, :ok?
    assert_equal "By hand", reading.data.dig("content", 0, "props", "title")
    refute_equal first.seen, reading.seen
    assert_empty Hotframe::Puck.convert(reading.data, existing: edited, seen: reading.seen).conflicts
    assert_equal ["src/puck/Page.tsx"], Hotframe::Puck.convert(DATA, existing: edited, seen: first.seen).conflicts.keys
  end

  def test_a_schema_names_components_of_the_app
    fields = { points: { type: "array", arrayFields: { value: { type: "number" } } } }
    schema = { components: { Chart: { fields:, module: "src/charts/Chart.tsx", export: "default" } } }
    conversion = Hotframe::Puck.convert({ content: [{ type: "Chart", props: { id: "c", points: [{ value: 1 }] } }] }, schema:)
    assert_includes conversion.files["src/puck/Page.tsx"], 'import Chart from "../charts/Chart";'
  end

  def test_wrong_documents_are_diagnostics_and_wrong_calls_are_errors
    broken = Hotframe::Puck.convert("{oops")
    refute_predicate broken, :ok?
    assert_empty broken.files
    assert_equal ["puck-json", 1, 2], broken.diagnostics.first.to_h.values_at(:code, :line, :column)
    assert_raises(Hotframe::InvalidOptionsError) { Hotframe::Puck.convert(DATA, schema: { components: { "a b" => {} } }) }
    assert_raises(Hotframe::InvalidOptionsError) { Hotframe::Puck.convert(DATA, page: "home page") }
    assert_raises(Hotframe::InvalidOptionsError) { Hotframe::Puck.convert(DATA, nope: 1) }
    assert_raises(Hotframe::InvalidPathError) { Hotframe::Puck.convert(DATA, dir: "../x") }
    assert_raises(Hotframe::NotFoundError) { Hotframe::Puck.parse({}) }
    assert_raises(TypeError) { Hotframe::Puck.parse("a") }
  end

  def test_pattern_matching_and_inspection
    case Hotframe::Puck.convert(DATA)
    in { ok: true, files:, conflicts: } then assert_equal [4, {}], [files.size, conflicts]
    end
    assert_equal "#<Hotframe::Puck::Conversion files=4 conflicts=0 diagnostics=0>", Hotframe::Puck.convert(DATA).inspect
  end
end
