# frozen_string_literal: true

require "test_helper"

# The signatures are true: other tests run again in a process where every call is checked against them.
class SignatureTest < Minitest::Test
  CHECKED = %w[compiler session message page puck error string builder].freeze
  SUPPORT = File.join(__dir__, "checked")

  def test_every_call_matches_its_signature
    files = CHECKED.map { |name| "require #{File.join(__dir__, "#{name}_test.rb").dump}" }.join("\n")
    output, status = Waiting.ruby(files, "-I", __dir__, "-r", File.join(SUPPORT, "install.rb"))
    assert status.success?, output
    refute_match(/\b0 runs/, output)
  end

  def test_a_wrong_signature_is_noticed
    output, status = Waiting.ruby(%(Hotframe::Compiler.new.transform("a.ts", "")), "-r", File.join(SUPPORT, "install.rb"),
                                  env: { "HOTFRAME_SIGNATURE" => "def native_transform: (String path, String source) -> String/-> Integer" })
    refute status.success?
    assert_includes output, "native_transform"
  end

  def test_every_public_method_has_a_signature
    require "rbs"
    loader = RBS::EnvironmentLoader.new
    loader.add(path: Pathname(File.expand_path("../sig", __dir__)))
    builder = RBS::DefinitionBuilder.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
    classes = [Hotframe::Compiler, Hotframe::Session, Hotframe::Module, Hotframe::Message, Hotframe::Diagnostic, Hotframe::Asset, Hotframe::Error,
               Hotframe::Builder, Hotframe::Build, Hotframe::CancelToken, Hotframe::Bundle, Hotframe::WorkerScript]
    missing = classes.flat_map do |type|
      known = builder.build_instance(RBS::TypeName.new(name: type.name.split("::").last.to_sym, namespace: RBS::Namespace.parse("::Hotframe"))).methods
      (type.public_instance_methods(false) - known.keys).map { |name| "#{type}##{name}" }
    end
    assert_empty missing
  end
end
