# frozen_string_literal: true

# Checks every call of Hotframe against sig/, in the process that requires this. A call that does not match raises.

require "hotframe"
require "rbs"
require "rbs/test"
require "tmpdir"

# "text/-> Integer": replaces the return type of the signature that holds the text, to see that a wrong one is noticed.
def signature_folder
  source = File.expand_path("../../sig", __dir__)
  wrong = ENV.fetch("HOTFRAME_SIGNATURE", nil) or return source
  line, replacement = wrong.split("/", 2)
  folder = Dir.mktmpdir
  text = File.read(File.join(source, "hotframe.rbs"))
  File.write(File.join(folder, "hotframe.rbs"), text.sub(line) { line.sub(/->.*/, replacement) })
  folder
end

HOTFRAME_CHECKED = true
RBS.logger_level = :error
loader = RBS::EnvironmentLoader.new
loader.add(path: Pathname(signature_folder))
tester = RBS::Test::Tester.new(env: RBS::Environment.from_loader(loader).resolve_type_names)
[Hotframe::Compiler, Hotframe::Session, Hotframe::Module, Hotframe::Message, Hotframe::Diagnostic, Hotframe::Asset, Hotframe::Error,
 Hotframe::Builder, Hotframe::Bundle, Hotframe::WorkerScript].each do |type|
  tester.install!(type, sample_size: nil, unchecked_classes: [])
end
