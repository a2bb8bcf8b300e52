# frozen_string_literal: true

require_relative "rails_helper"
require_relative "support/edge"

# The same app as `golden/wrangler_app`, sent by us: the same requests as the real wrangler's, which `golden/record_wrangler.rb` recorded.
class WranglerGoldenTest < ActiveSupport::TestCase
  include EdgeTesting

  GOLDEN = JSON.parse(File.read(File.join(__dir__, "golden/wrangler.json")))
  APP = File.join(__dir__, "golden/wrangler_app")
  # What only we send: how scripts of an app are found again, and that its secrets stay.
  OURS = %w[tags keep_bindings].freeze

  test "every request, every part, every name and type" do
    theirs = GOLDEN["requests"]
    ours = requests
    assert_equal(theirs.map { |row| [row["verb"], row["path"], row["query"]] }, ours.map { |row| [row["verb"], row["path"], row["query"]] })

    sizes = ->(rows) { rows[0]["json"]["manifest"].transform_values { |file| file["size"] } }
    assert_equal sizes[theirs], sizes[ours]
    [theirs, ours].each { |rows| rows[0]["json"]["manifest"].each_value { |file| assert_match(/\A[0-9a-f]{32}\z/, file["hash"]) } }

    assert_equal shape(theirs[1]["parts"], names: false), shape(ours[1]["parts"], names: false)
    ours[1]["parts"].each { |part| assert_equal part["name"], part["filename"] }
    assert_equal shape(theirs[2]["parts"].drop(1)), shape(ours[2]["parts"].drop(1))
    assert_equal metadata(theirs), metadata(ours)
  end

  private

  def shape(parts, names: true)
    parts.map { |part| part.slice(*(names ? %w[name filename] : []), "content_type", "content") }.sort_by { |part| part["content"] }
  end

  def metadata(requests)
    part = requests[2]["parts"][0]
    assert_equal ["metadata", nil, nil], part.values_at("name", "filename", "content_type")
    data = JSON.parse(part["content"])
    data["bindings"] = data["bindings"].map { |row| row.sort.to_h }.sort_by { |row| row["name"] }
    data.except(*OURS)
  end

  # The app as an artifact, released as every other.
  def requests
    edge = Hotframe::Edge
    mods = [["index.js", "application/javascript+module"], ["files.txt", "text/plain"]].map do |name, content_type|
      edge::Artifact::Module.new(name:, content_type:, content: File.binread(File.join(APP, "src", name)))
    end
    types = { ".html" => "text/html; charset=utf-8", ".js" => "text/javascript; charset=utf-8" }
    assets = Dir.children(File.join(APP, "public")).sort.to_h do |name|
      [name, edge::Artifact::Asset.new(content_type: types.fetch(File.extname(name)), content: File.binread(File.join(APP, "public", name)))]
    end
    metadata = { "main_module" => "index.js", "compatibility_date" => "2026-04-01", "compatibility_flags" => [],
                 "bindings" => [{ "type" => "plain_text", "name" => "STAGE", "text" => "test" }, { "type" => "assets", "name" => "ASSETS" }],
                 "assets" => { "config" => { "html_handling" => "none", "not_found_handling" => "none", "run_worker_first" => true } } }
    send_all(edge::Artifact.new(modules: mods, metadata:, assets:, digest: "d" * 64))
  end

  def send_all(artifact)
    settings.kv_namespace_id = "kv1"
    settings.dispatch_worker = nil
    settings.probe = false
    settings.script_name = ->(*) { "preview-1" }
    mock.store.namespaces["hotframe-preview"] = {}
    service.with_api do |api|
      tier = Hotframe::Edge::Tier.fetch("preview")
      Hotframe::Edge::Release.new(project, tier, api, Hotframe::Edge::Progress.new(project, "x"), fence: -> {}, clock:).call(artifact)
    end
    mock.seen.reject { |seen| seen.verb == "GET" }.map { |seen| recorded(seen) }
  end

  def recorded(seen)
    multipart = seen.headers["content-type"].start_with?("multipart")
    parts = EdgeMock::Multipart.parse(seen.headers["content-type"], seen.body).map { |part| part.to_h.stringify_keys } if multipart
    parts&.each { |part| part["content"] = part["content"].dup.force_encoding(Encoding::UTF_8).gsub(/eyJ[\w.-]+/, "JWT") }
    { "verb" => seen.verb, "path" => seen.path, "query" => seen.query, "parts" => parts, "json" => multipart ? nil : JSON.parse(seen.body) }.compact
  end
end
