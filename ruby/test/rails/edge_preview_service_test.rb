# frozen_string_literal: true

require_relative "rails_helper"
require_relative "support/edge"

EdgePreviewService = Hotframe::EdgePreviewService unless defined?(EdgePreviewService)

# Deploying an app to the mock, which serves it through workerd.
class EdgePreviewServiceTest < ActiveSupport::TestCase
  include EdgeTesting

  test "a deployed app is served, byte by byte, and its record says so" do
    steps = []
    result = deploy(by: "ada") { |done| steps << done }
    assert result[:success], result.inspect
    assert_equal mock.site("preview-#{project.id}"), result[:preview_url]

    page = visit(result[:preview_url])
    assert_equal "200", page.code
    script = visit(result[:preview_url], page.body[/src="([^"]+)"/, 1])
    assert_match(/hello/, script.body)
    assert_equal "public, max-age=31536000, immutable", script["cache-control"]
    assert_equal "text/javascript; charset=utf-8", script["content-type"]
    assert_equal Sources::PIXEL, visit(result[:preview_url], "/pixel.png").body
    assert_equal page.body, visit(result[:preview_url], "/a/route").body
    assert_equal "404", visit(result[:preview_url], "/none.js").code
    assert_equal "404", visit(mock.site("preview-0")).code

    row = AppDeployment.find_by!(deployment_id: result[:deployment_id])
    assert_equal ["deployed", "preview", 1, "ada", "fast", result[:preview_url]],
                 [row.status, row.environment, row.version, row.deployed_by, row.pipeline, row.deployment_url]
    assert_equal result[:digest], row.digest
    assert_operator row.bundle_size_bytes, :>, 500
    assert_match(/modules/, row.build_log)
    assert_operator row.build_duration, :>, 0
    assert_operator row.deploy_duration, :>, 0
    assert_nil row.active_key
    assert_equal steps, steps.sort
    assert_equal 1.0, steps.last
    assert_equal %i[build dispatch assets script verify].sort, result[:phases].keys.sort
  end

  test "those who watch are told how far it is" do
    messages = told { deploy }.select { |message| message["type"] == "deploy_progress" }
    assert_equal %w[building deploying deployed], messages.map { |message| message["status"] }.chunk_while { |a, b| a == b }.map(&:first)
    assert_equal messages.map { |message| message["progress"] }, messages.map { |message| message["progress"] }.sort
    last = messages.last
    assert_equal [100, "Preview ready!", mock.site("preview-#{project.id}")], last.values_at("progress", "phase", "deployment_url")
    assert_nil messages.first["deployment_url"]
  end

  test "an app with a worker, variables and secrets of its own" do
    add_file(project, "src/worker.ts", "export default { fetch: (request: Request, env: any) => " \
                                       "Response.json([env.STAGE, env.API_KEY, new URL(request.url).pathname]) };")
    settings.vars = ->(_) { { "STAGE" => "test" } }
    settings.secrets = ->(_) { { "API_KEY" => "s3cret-value" } }
    url = deploy[:preview_url]
    assert_equal ["test", "s3cret-value", "/api/x"], JSON.parse(visit(url, "/api/x").body)

    service.with_api do |api|
      api.put_secret("preview-#{project.id}", "API_KEY", "another")
      assert_equal ["API_KEY"], api.secrets("preview-#{project.id}")
    end
    assert_equal "another", JSON.parse(visit(url, "/api/x").body)[1]
    refute_includes AppDeployment.last.attributes.values.join, "s3cret-value"
  end

  test "a second deploy uploads what changed, and nothing else" do
    deploy
    project.update_preview_files("src/text.ts" => Sources.text_file("second"))
    mock.reset_seen
    assert deploy[:success]
    sent = mock.seen.select { |seen| seen.path.end_with?("assets/upload") }
    names = sent.flat_map { |seen| EdgeMock::Multipart.parse(seen.headers["content-type"], seen.body).map(&:name) }
    assert_equal 2, names.size, "the script and the page that names it"
    assert_match(/second/, visit(mock.site("preview-#{project.id}"), visit(mock.site("preview-#{project.id}")).body[/src="([^"]+)"/, 1]).body)

    mock.reset_seen
    assert deploy[:success]
    assert_empty asked.grep(%r{assets/upload\z})
  end

  test "an app that does not build is not uploaded" do
    project.update_preview_files("src/text.ts" => "export const text = ;")
    result = deploy
    assert_equal [false, "build_failed"], result.values_at(:success, :reason)
    assert_match(%r{src/text\.ts:1:\d+}, result[:error])
    assert_equal "src/text.ts", result[:diagnostics].first[:file]
    assert_empty mock.seen
    row = AppDeployment.last
    assert_equal %w[failed build_failed], [row.status, row.error_code]
    assert_equal "src/text.ts", JSON.parse(row.error_details)["diagnostics"].first["file"]
  end

  test "a bundle over the limit is refused before any upload, with its sizes" do
    settings.limits = { script_bytes: 1000, as_of: "2020-01-01" }
    result = deploy
    assert_equal "bundle_too_large", result[:reason]
    assert_match(/weighs .* raw, .* gzip; the limit is 1\.00 kB \(limits of 2020-01-01\)/, result[:error])
    assert_empty mock.seen
  end

  test "a budget is kept before any upload, and says by how much it was not" do
    settings.build = { budgets: { total: 100 } }
    result = deploy
    assert_equal [false, "bundle_too_large"], result.values_at(:success, :reason), result.inspect
    assert_match(/all files together weigh .* over the budget of 0\.10 kB/, result[:error])
    assert_empty mock.seen
  end

  test "what V8 says of a script names the app's own file" do
    add_file(project, "src/worker.ts", "import { start } from \"./start\";\nstart();\nexport default { fetch: () => new Response(\"\") };")
    add_file(project, "src/start.ts", "interface A { a: string }\n\nexport function start(): void {\n  const settings: A | null = null;\n  " \
                                      "(settings as any).a.b = 1;\n}\n")
    result = deploy
    assert_equal "script_invalid", result[:reason], result.inspect
    assert_match(%r{TypeError.*src/start\.ts:5:\d+}m, result[:error])
    assert_equal ["src/start.ts", 5], result[:diagnostics].first.values_at(:file, :line)
    assert_equal "failed", AppDeployment.last.status
  end

  test "listing, and taking the app away" do
    deploy
    deploy(new_project)
    assert_equal([["preview-#{project.id}", mock.site("preview-#{project.id}")]], service.list.map { |script| script.values_at(:name, :url) })
    assert_equal ["preview-#{project.id}"], service.delete[:deleted]
    assert_empty service.list
    assert_equal "404", visit(mock.site("preview-#{project.id}")).code
  end

  test "tags, at most eight and without what a list of them cannot hold" do
    settings.tags = ->(_) { ["tenant-9", "a,b&c", *("a".."h")] }
    deploy
    tags = mock.store.script("preview-#{project.id}").tags
    assert_equal 8, tags.size
    assert_equal ["app-#{project.id}", "tier-preview", "tenant-9", "a-b-c"], tags.values_at(0, 1, 3, 4)
  end

  test "a host of the app's own, the cache of both, and off again" do
    settings.zone_id = "zone1"
    settings.kv_namespace_id = "kv1"
    settings.domains = ->(_) { ["Shop.example"] }
    url = deploy[:preview_url]
    assert_equal(["shop.example"], mock.store.domains.values.map { |domain| domain["hostname"] })
    assert_equal [{ "hosts" => ["preview-#{project.id}.localhost", "Shop.example"] }], mock.store.purges
    shop = url.sub("preview-#{project.id}.localhost", "shop.example")
    assert_equal visit(url).body, visit(shop).body

    service.delete
    assert_empty mock.store.domains
    assert_equal "404", visit(shop).code
    assert_raises(Hotframe::Edge::Refused) { service.with_api { |api| Hotframe::Edge::Dispatch.new(api, settings).attach("a/../b", "x") } }
  end

  test "an edited file through the KV store, without a deploy" do
    settings.kv_namespace_id = "kv1"
    settings.zone_id = nil
    url = deploy[:preview_url]
    mock.reset_seen
    result = service.update_file("public/note.txt", "new")
    assert result[:success], result.inspect
    assert_includes result[:updated], "note.txt"
    assert_empty(asked.grep(%r{scripts/}))
    # The running isolate believes what it knows for half a minute; another one does not know yet.
    mock.store.script("preview-#{project.id}").id = "restarted"
    assert_equal "new", visit(url, "/note.txt").body
  end

  test "a KV write that took only some keys is no success" do
    settings.kv_namespace_id = "kv1"
    deploy
    mock.faults.add(%r{/bulk}, status: 200, body: { success: true, errors: nil, messages: [], result: { successful_key_count: 0, unsuccessful_keys: ["a"] } })
    assert_equal "partial_write", service.update_file("public/note.txt", "new")[:reason]
  end

  test "tiers have scripts of their own" do
    preview = deploy
    production = service.deploy_production
    assert_equal mock.site("production-#{project.id}"), production[:preview_url]
    size = ->(result) { AppDeployment.find_by(deployment_id: result[:deployment_id]).bundle_size_bytes }
    assert_operator size[production], :<, size[preview]
    assert_raises(ArgumentError) { deploy(tier: "staging") }
  end

  test "what is missing is named" do
    settings.account_id = nil
    settings.url = nil
    result = deploy
    assert_equal "not_configured", result[:reason]
    assert_match(/CLOUDFLARE_ACCOUNT_ID.*WFP_APPS_DOMAIN/, result[:error])
    settings.script_name = ->(*) { "no label!" }
    assert_raises(Hotframe::Edge::NotConfigured) { settings.name(project, Hotframe::Edge::Tier.fetch("preview")) }
  end

  test "an app that keeps no records is deployed as well" do
    settings.deployment_model = nil
    assert_no_difference("AppDeployment.count") { assert deploy[:success] }
  end

  test "the fast path is a flag and a share of apps" do
    fast = ->(env = {}, app = project) { Hotframe::Edge::Rollout.fast?(app, settings, env:) }
    assert fast[]
    assert fast["FAST_PREVIEW_ENABLED" => "true"]
    refute fast["FAST_PREVIEW_ENABLED" => "false"]
    refute fast["FAST_PREVIEW_PERCENTAGE" => "0"]
    apps = (1..2000).map { |id| Struct.new(:id).new(id) }
    tenth = apps.select { |app| fast[{ "FAST_PREVIEW_PERCENTAGE" => "10" }, app] }
    half = apps.select { |app| fast[{ "FAST_PREVIEW_PERCENTAGE" => "50" }, app] }
    assert_in_delta 200, tenth.size, 60
    assert_in_delta 1000, half.size, 120
    assert_empty tenth - half
    settings.fast_preview = false
    assert_equal "disabled", deploy[:reason]
  end

  test "the slow pipeline is tried when the fast one fails, and why is kept" do
    asked = []
    settings.fallback = lambda do |app:, deployment:, reason:|
      asked << [app, deployment.version, reason.reason]
      { success: true, preview_url: "https://slow.example" }
    end
    mock.faults.add(/assets-upload-session/, status: 403, code: 10_023, message: "You do not have access to this feature")
    result = deploy
    assert_equal [true, "https://slow.example", "fallback"], result.values_at(:success, :preview_url, :pipeline)
    assert_equal [[project, 1, "no_access"]], asked
    row = AppDeployment.last
    assert_equal %w[deployed fallback], [row.status, row.pipeline]
    assert_match(/no_access: .*You do not have access/, row.fallback_reason)

    settings.fallback = ->(**) { raise "the queue is full" }
    settings.fast_preview = false
    result = deploy
    assert_equal [false, "disabled"], result.values_at(:success, :reason)
    assert_match(/the queue is full/, AppDeployment.last.error_message)
  end

  test "secrets are in no log, no record, no error and no inspection" do
    log = StringIO.new
    settings.secrets = ->(_) { { "API_KEY" => "s3cret-value" } }
    events = []
    listener = ActiveSupport::Notifications.subscribe(/\.hotframe\z/) { |*event| events << event.inspect }
    with_config(logger: ActiveSupport::Logger.new(log, level: :debug)) do
      deploy
      # An API that says back what it heard.
      mock.faults.add(%r{scripts/preview-\d+\z}, verb: :put, status: 403, code: 1, message: "bad token #{EdgeMock::Server::TOKEN}", times: 1)
      assert_equal "no_access", deploy[:reason]
    end
    texts = [log.string, events.join, settings.inspect, service.inspect, Hotframe::Edge::Client.new(settings).inspect,
             *AppDeployment.all.map { |row| row.attributes.except("artifact").inspect }, AppDeployment.last.error_details]
    texts.each { |text| %W[s3cret-value #{EdgeMock::Server::TOKEN}].each { |secret| refute_includes text, secret } }
    assert_match(/\[redacted\]/, AppDeployment.last.error_message)
    AppDeployment.where.not(artifact: nil).each { |row| refute_includes Zlib.gunzip(row.artifact), "s3cret-value" }
  ensure
    ActiveSupport::Notifications.unsubscribe(listener)
  end
end
