# frozen_string_literal: true

require "test_helper"

class CompilerTest < Minitest::Test
  COMPILER = Hotframe::Compiler.new(env: { "VITE_API" => "https://api.example", "SECRET" => "s3cret" })

  def transform(...) = COMPILER.transform(...)

  def test_typescript_and_jsx_become_a_factory
    mod = transform("src/App.tsx", %(import { b } from "./b"; export default ({ n }: { n: number }) => <b title={b}>{n}</b>;))
    assert mod.ok?
    assert_equal ["src/App.tsx", "script"], [mod.id, mod.kind]
    assert mod.code.start_with?('hotframe.define("src/App.tsx"')
    refute_includes mod.code, "number"
    assert_equal [Encoding::UTF_8, true], [mod.code.encoding, mod.code.frozen?]
    assert_includes mod.imports.map(&:specifier), "./b"
    assert_empty mod.diagnostics
  end

  def test_source_map
    map = JSON.parse(transform("src/a.ts", "export const a: number = 1;\n").map)
    assert_equal 3, map["version"]
    assert(map["sources"].any? { |source| source.end_with?("src/a.ts") })
  end

  def test_dynamic_imports_are_told_apart
    imports = transform("src/a.ts", %(import "./b"; export const c = () => import("./c");)).imports
    assert_equal({ "./b" => false, "./c" => true }, imports.to_h { |import| [import.specifier, import.dynamic] })
  end

  def test_a_digest_names_what_runs
    digests = ["export const a = 1;", "// c\nexport const  a: number = 1;", "export const a = 2;"].map { |source| transform("src/a.ts", source).digest }
    assert_equal digests[0], digests[1]
    refute_equal digests[0], digests[2]
  end

  def test_a_syntax_error_is_a_diagnostic
    mod = transform("src/App.tsx", "const a = 1;\nconst x = ;\n")
    refute mod.ok?
    problem = mod.diagnostics.first
    assert_equal ["error", "src/App.tsx", 2, 11], [problem.severity, problem.file, problem.line, problem.column]
    assert_includes problem.frame, "> 2 | const x = ;"
    assert_match(%r{\Asrc/App\.tsx:2:11: error: \S}, problem.to_s)
    assert_empty mod.code
  end

  def test_css_and_json
    assert_equal "css", transform("src/a.css", ".a { .b { color: red } }").kind
    assert_equal "json", transform("src/a.json", %({"a": 1})).kind
    refute transform("src/a.json", "{").ok?
  end

  def test_only_public_environment_reaches_the_code
    code = transform("src/a.ts", "export const a = [import.meta.env.VITE_API, import.meta.env.SECRET, import.meta.env];").code
    assert_includes code, "https://api.example"
    refute_includes code, "s3cret"
  end

  def test_bytes_in_a_script_are_a_diagnostic
    mod = transform("src/a.tsx", "const a = '\xFF';".b)
    refute mod.ok?
    assert_equal "src/a.tsx", mod.diagnostics.first.file
  end

  def test_odd_files
    assert_kind_of Hotframe::Module, transform("src/empty.tsx", "")
    refute transform("src/deep.ts", "#{"(" * 5_000}1#{")" * 5_000}").ok?
    refute transform("src/large.ts", "//#{"x" * (5 << 20)}").ok?
  end

  def test_pattern_matching_and_conversions
    mod = transform("src/a.ts", "export const a = 1;")
    assert_pattern { mod => { ok: true, kind: "script", code: String, diagnostics: [] } }
    assert_equal mod, Hotframe::Module.new(mod.to_json)
    assert_equal mod.to_h, JSON.parse({ "mod" => mod }.to_json)["mod"]
    assert_match(%r{\A#<Hotframe::Module src/a\.ts script \d+ bytes>\z}, mod.inspect)
    assert_predicate mod, :frozen?
  end

  def test_options_are_checked
    assert_raises(Hotframe::InvalidOptionsError) { Hotframe::Compiler.new(mode: "fast") }
    assert_raises(Hotframe::InvalidOptionsError) { Hotframe::Compiler.new(base: "no-slash") }
    skip "not as declared" if defined?(HOTFRAME_CHECKED)
    error = assert_raises(Hotframe::InvalidOptionsError) { Hotframe::Compiler.new(alais: {}) }
    assert_includes error.message, "alais"
  end

  def test_options_are_kept_but_values_of_the_environment_are_not_shown
    assert_equal "https://api.example", COMPILER.options[:env]["VITE_API"]
    assert_includes COMPILER.inspect, "SECRET"
    refute_includes COMPILER.inspect, "s3cret"
  end

  def test_a_compiler_cannot_be_allocated_empty
    assert_raises(TypeError, NoMethodError) { Hotframe::Compiler.allocate }
    assert_raises(TypeError, NoMethodError) { Hotframe::Session.allocate }
    assert_raises(TypeError, NoMethodError) { COMPILER.dup }
  end

  def test_a_subclass_makes_its_own_kind
    subclass = Class.new(Hotframe::Compiler)
    assert_instance_of subclass, subclass.new
  end

  private

  def assert_pattern
    yield
    pass
  rescue NoMatchingPatternError => e
    flunk e.message
  end
end
