# frozen_string_literal: true

# engine.rb FOLDER: a Rails app with nothing but the engine in it, previews below its path, and one app with the files of FOLDER. Prints `{port, app}` in
# JSON and serves until its input ends.

require "json"
require "stringio"
require "tmpdir"
support = File.expand_path("../../../ruby/test/rails/support", __dir__)
$LOAD_PATH.unshift File.expand_path("../../../lib", support)
ENV["DUMMY_FOLDER"] = Dir.mktmpdir("hotframe-engine")
ENV["CABLE"] = "async"
require File.join(support, "services")
require File.join(support, "dummy")

project = Project.create!(owner: "ada")
folder = ARGV.fetch(0)
Dir.glob("**/*", base: folder).select { |path| File.file?(File.join(folder, path)) && !path.start_with?("node_modules/", "dist/") }.each do |path|
  content = File.read(File.join(folder, path))
  next project.app_files.create!(path:, content:) if content.valid_encoding?

  project.app_files.create!(path:).upload.attach(io: StringIO.new(content), filename: File.basename(path))
end
ActiveRecord::Base.connection_pool.disconnect!

puma = Services::Puma.new({ "DUMMY_FOLDER" => ENV.fetch("DUMMY_FOLDER"), "CABLE" => "async" }).start
$stdout.puts JSON.generate(port: puma.port, app: project.id)
$stdout.flush
$stdin.read
puma.remove
FileUtils.rm_rf(ENV.fetch("DUMMY_FOLDER"))
