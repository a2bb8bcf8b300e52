# frozen_string_literal: true

# What the real wrangler sends for `wrangler_app`, recorded from the mock of the API. Wrangler needs another Node than ours, so this is no part of the
# tests; run it when wrangler is newer:
#
#   mkdir wrangler && cd wrangler && npm install wrangler node@22
#   ruby -I examples/edge_mock ruby/test/rails/golden/record_wrangler.rb FOLDER_OF_NODE_MODULES
require "edge_mock"
require "tmpdir"
require "fileutils"

modules = File.expand_path(ARGV.fetch(0))
version = JSON.parse(File.read(File.join(modules, "wrangler/package.json")))["version"]
mock = EdgeMock::Server.new(namespaces: ["hotframe-preview"], serve: false).start
env = { "CLOUDFLARE_API_BASE_URL" => mock.api_base, "CLOUDFLARE_ACCOUNT_ID" => EdgeMock::Server::ACCOUNT, "CLOUDFLARE_API_TOKEN" => EdgeMock::Server::TOKEN,
        "WRANGLER_SEND_METRICS" => "false", "CI" => "1" }

Dir.mktmpdir do |folder|
  FileUtils.cp_r(File.join(__dir__, "wrangler_app"), folder)
  system(env, File.join(modules, ".bin/node"), File.join(modules, "wrangler/bin/wrangler.js"), "deploy", "--no-bundle",
         "--dispatch-namespace", "hotframe-preview", chdir: File.join(folder, "wrangler_app"), exception: true)
end

requests = mock.seen.reject { |seen| seen.verb == "GET" }.map do |seen|
  parts = EdgeMock::Multipart.parse(seen.headers["content-type"], seen.body).map(&:to_h) if seen.headers["content-type"].start_with?("multipart")
  parts&.each { |part| part[:content] = part[:content].gsub(/eyJ[\w.-]+/, "JWT") }
  { verb: seen.verb, path: seen.path, query: seen.query, parts:, json: parts ? nil : JSON.parse(seen.body) }.compact
end
File.write(File.join(__dir__, "wrangler.json"), "#{JSON.pretty_generate({ wrangler: version, requests: })}\n")
mock.stop
