# frozen_string_literal: true

# deploy.rb: what a deploy costs from the rows to the served page, by phase, against the mock of the API on this machine. APP=shop ROUNDS=5.
# The first deploy of an app sends everything; the next ones an edit, or nothing.

ENV["RAILS_ENV"] = "test"
$LOAD_PATH.unshift(File.expand_path("../lib", __dir__), File.expand_path("../../examples/edge_mock", __dir__))
require_relative "../test/rails/support/dummy"
require "edge_mock"

app = ENV.fetch("APP", "shop")
rounds = Integer(ENV.fetch("ROUNDS", "5"))
folder = File.expand_path("../../examples/apps/#{app}", __dir__)
own = File.join(folder, "node_modules")
Hotframe.config.node_modules = own if File.directory?(own)

mock = EdgeMock::Server.new.start
at_exit { mock.stop }
edge = Hotframe.config.edge
edge.account_id = EdgeMock::Server::ACCOUNT
edge.api_token = EdgeMock::Server::TOKEN
edge.api_base = mock.api_base
edge.url = "http://%<name>s.localhost:#{mock.runtime.port}"
edge.probe_at = ["127.0.0.1", mock.runtime.port]
edge.rate = [1000, 10_000]

read = lambda do
  Dir.glob("**/*", File::FNM_DOTMATCH, base: folder).reject { |path| path.start_with?("node_modules/", "dist/") || !File.file?(File.join(folder, path)) }
end
files = read.call.to_h { |path| [path, File.binread(File.join(folder, path))] }
entry = files.keys.find { |path| path.match?(%r{\Asrc/App\.[jt]sx?\z}) }

deploy = lambda do |project|
  result = Hotframe::EdgePreviewService.new(project).deploy_preview
  abort result.inspect unless result[:success]
  result[:phases].merge(whole: result[:deploy_time])
end
median = ->(numbers) { numbers.sort[numbers.size / 2] }

kinds = Hash.new { |all, kind| all[kind] = [] }
rounds.times do |round|
  project = Project.create!(owner: "bench")
  files.each do |path, content|
    text = content.dup.force_encoding(Encoding::UTF_8)
    text = nil unless text.valid_encoding? && text.exclude?("\0")
    file = project.app_files.create!(path:, content: text)
    file.upload.attach(io: StringIO.new(content), filename: File.basename(path)) unless text
  end
  mock.store.blobs.clear
  kinds["first"] << deploy[project]
  text = project.app_files.find_by!(path: entry)
  text.update!(content: "#{text.content}\nexport const bench = #{round};\nconsole.log(bench);\n")
  kinds["one edit"] << deploy[project]
  kinds["unchanged"] << deploy[project]
end

phases = kinds["first"].first.keys
puts "#{app}, #{files.size} files, medians of #{rounds}, milliseconds"
puts format("%-12s", "") + phases.map { |phase| phase.to_s.rjust(10) }.join
kinds.each { |kind, rows| puts format("%-12s", kind) + phases.map { |phase| format("%10.1f", median[rows.filter_map { |row| row[phase] }] || 0) }.join }
