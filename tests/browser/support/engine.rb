# frozen_string_literal: true

# engine.rb FOLDER [CABLE]: a Rails app with nothing but the engine in it, previews below its path, and one app with the files of FOLDER. The cables redis
# and postgresql bring their servers. Prints `{port, app}` in JSON and serves until its input ends.

require "json"
require "stringio"
require "tmpdir"
support = File.expand_path("../../../ruby/test/rails/support", __dir__)
$LOAD_PATH.unshift File.expand_path("../../../lib", support)
require File.join(support, "services")
folder, cable = ARGV
services = { "redis" => Services::Redis, "postgresql" => Services::Postgres }.slice(cable).transform_values { |type| type.new.start }
environment = { "DUMMY_FOLDER" => Dir.mktmpdir("hotframe-engine"), "CABLE" => cable || "async", "REDIS_URL" => services["redis"]&.url,
                "DATABASE_URL" => services["postgresql"]&.url }.compact
ENV.update(environment)
require File.join(support, "dummy")

project = Project.create!(owner: "ada")
Dir.glob("**/*", base: folder).select { |path| File.file?(File.join(folder, path)) && !path.start_with?("node_modules/", "dist/") }.each do |path|
  content = File.read(File.join(folder, path))
  next project.app_files.create!(path:, content:) if content.valid_encoding?

  project.app_files.create!(path:).upload.attach(io: StringIO.new(content), filename: File.basename(path))
end
ActiveRecord::Base.connection_pool.disconnect!

puma = Services::Puma.new(environment).start
$stdout.puts JSON.generate(port: puma.port, app: project.id)
$stdout.flush
$stdin.read
[puma, *services.values].each(&:remove)
FileUtils.rm_rf(environment["DUMMY_FOLDER"])
