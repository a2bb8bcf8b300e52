# frozen_string_literal: true

# session_update.rb FOLDER PATH TEXT N: milliseconds of N edits of one example app's file, as JSON. What the gem takes, without Rails and cable.

root = File.expand_path("../..", __dir__)
$LOAD_PATH.unshift File.join(root, "ruby/lib")
require "hotframe"
require "json"

name, path, text, count = ARGV
folder = File.join(root, "examples/apps", name)
files = Dir.glob("**/*", base: folder).select { |file| File.file?(File.join(folder, file)) }
files = files.to_h { |file| [file, File.binread(File.join(folder, file))] }
compiler = Hotframe::Compiler.new(alias: { "@" => "src" }, node_modules: File.join(root, "examples/node_modules"))
session = Hotframe::Session.new(files, compiler:, app: "1")
source = files.fetch(path).force_encoding(Encoding::UTF_8)

clock = -> { Process.clock_gettime(Process::CLOCK_MONOTONIC, :float_millisecond) }
times = (1..count.to_i).map do |number|
  edited = source.sub(text, "Edit #{number}")
  start = clock.call
  session.update(path => edited).to_json
  clock.call - start
end
puts JSON.generate(times)
