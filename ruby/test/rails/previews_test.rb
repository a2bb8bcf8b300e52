# frozen_string_literal: true

require_relative "rails_helper"
require_relative "support/services"

# Previews below the engine's path, in a frame without an origin.
class PathPreviewsTest < ActionDispatch::IntegrationTest
  def frame
    get "/editor/#{project.id}"
    assert_response :success
    Nokogiri::HTML(response.body).at("iframe")
  end

  def open_page(address = frame["src"])
    get address
    assert_response :success
    Nokogiri::HTML(response.body)
  end

  test "the frame is sandboxed, and never has an origin here" do
    assert_equal "allow-scripts allow-forms allow-modals allow-popups allow-downloads", frame["sandbox"]
    open_page
    assert_match(/sandbox allow-scripts/, response.headers["Content-Security-Policy"])
    refute_match(/allow-same-origin/, response.headers["Content-Security-Policy"])
  end

  test "the page and its scripts, with a nonce, compressed and cached for ever" do
    page = open_page
    scripts = page.css("script[src]")
    assert_operator scripts.size, :>=, 2
    scripts.each do |script|
      assert_includes response.headers["Content-Security-Policy"].to_s, "script-src 'nonce-#{script["nonce"]}'" if script == scripts.first
      get script["src"], headers: { "Accept-Encoding" => "gzip" }
      assert_response :success
      assert_includes response.headers["Cache-Control"], "immutable"
      assert_equal "gzip", response.headers["Content-Encoding"] if response.headers["Content-Encoding"] || response.body.bytesize > 2_000
      get script["src"], headers: { "If-None-Match" => response.headers["ETag"] }
      assert_response :not_modified
    end
    get "#{URI(frame["src"]).path}pixel.png"
    assert_equal Sources::PIXEL, response.body.b
  end

  test "without a token there is no page, and without the key nothing" do
    path = URI(frame["src"]).path
    get path
    assert_response :forbidden
    get path, params: { hotframe_token: "forged" }
    assert_response :forbidden
    get "#{path.sub(/-\h+/, "-#{"0" * 32}")}pixel.png"
    assert_response :forbidden
    get "/hotframe/previews/#{project.id}/pixel.png"
    assert_response :forbidden
    get "#{path}src/text.ts"
    assert_response :not_found
  end

  test "revoked tokens open nothing" do
    address = frame["src"]
    open_page(address)
    Hotframe.revoke(project)
    get address
    assert_response :forbidden
  end

  test "code that another process compiled is found where processes meet" do
    asset = Hotframe::Asset.new("text/javascript", "hotframe.define()", true)
    Hotframe::CodeStore.send(:write, project.id.to_s, "@hotframe/module/abc.js", asset)
    get "#{URI(frame["src"]).path}@hotframe/module/abc.js"
    assert_response :success
    assert_equal asset.body, response.body
    get "#{URI(frame["src"]).path}@hotframe/module/abd.js"
    assert_response :not_found
  end
end

# Processes that share what they compiled.
class SharedModulesTest < ActionDispatch::IntegrationTest
  FILES = { "index.html" => '<script type="module" src="/src/main.ts"></script>', "src/main.ts" => "export const shared: number = #{rand}" }.freeze

  test "a process that opens an app which another one knows compiles nothing" do
    with_config(module_cache: Services::Redis.new.start.url) do
      assert_equal({ "hits" => 0, "misses" => 1, "failures" => 0 }, opened)
      assert_equal({ "hits" => 1, "misses" => 0, "failures" => 0 }, in_another_process { opened })
    end
  end

  private

  def opened
    Hotframe::Compilers.reset
    Hotframe::Session.new(FILES, compiler: Hotframe::Compilers.for).compiler.module_cache_use.stringify_keys
  end

  # Its caches begin empty.
  def in_another_process
    reader, writer = IO.pipe
    child = fork do
      writer.write(yield.to_json)
      writer.close
      exit!(0)
    end
    writer.close
    JSON.parse(reader.read).tap { Process.wait(child) }
  end
end

# Previews on hosts of their own.
class HostPreviewsTest < ActionDispatch::IntegrationTest
  setup do
    @before = [Hotframe.config.preview_host, Hotframe.config.editor_origin]
    Hotframe.config.preview_host = "app-%<id>s.preview.test"
    Hotframe.config.editor_origin = "https://editor.test"
    Hotframe::Compilers.reset
    host! "app-#{project.id}.preview.test"
  end

  teardown do
    Hotframe.config.preview_host, Hotframe.config.editor_origin = @before
    Hotframe::Compilers.reset
  end

  test "a token is traded for a cookie and leaves the address" do
    get "/deep/page", params: { hotframe_token: Hotframe::Access.token(project), a: 1 }
    assert_response :see_other
    assert_equal "http://app-#{project.id}.preview.test/deep/page?a=1", response.location
    assert_match(/HttpOnly; Secure; SameSite=None; Partitioned/, response.headers["Set-Cookie"])
  end

  test "the page answers for all addresses of the app, and for no file" do
    cookies[Hotframe::Access::COOKIE] = Hotframe::Access.cookie(project)
    ["/", "/some/route", "/some/route?hotframe=1"].each do |path|
      get path
      assert_response :success
      assert_includes response.body, "hotframe.start"
      assert_includes response.headers["Content-Security-Policy"], "frame-ancestors https://editor.test"
    end
    ["/missing.png", "/src/text.ts", "/@hotframe/app/none.js", "/%00"].each do |path|
      get path
      assert_includes [400, 404], response.status, path
    end
    post "/some/route"
    assert_response :method_not_allowed
  end

  test "another app's token and cookie, and none, open nothing" do
    other = new_project
    get "/"
    assert_response :forbidden
    get "/", params: { hotframe_token: Hotframe::Access.token(other) }
    assert_response :forbidden
    cookies[Hotframe::Access::COOKIE] = Hotframe::Access.cookie(other)
    get "/"
    assert_response :forbidden
  end

  test "the app is asked for every request whether the viewer may still look" do
    cookies[Hotframe::Access::COOKIE] = Hotframe::Access.cookie(project, viewer: "ada")
    with_config(preview_access: ->(project, viewer) { project.owner == viewer }) do
      get "/"
      assert_response :success
      project.update!(owner: "grace")
      get "/"
      assert_response :forbidden
    end
  end
end

class OperatorTest < ActionDispatch::IntegrationTest
  test "the dashboard and the metrics are there for operators, and for nobody else" do
    %w[/hotframe/dashboard /hotframe/metrics].each do |path|
      get path
      assert_response :not_found
      get path, headers: { "X-Operator" => "yes" }
      assert_response :success
    end
    assert_match(/^hotframe_open_previews \d+$/, response.body)
  end

  test "metrics stay off until they are turned on" do
    with_config(metrics: false) do
      get "/hotframe/metrics", headers: { "X-Operator" => "yes" }
      assert_response :not_found
    end
  end
end
