# frozen_string_literal: true

require "test_helper"

class VisualEditorsTest < ActionDispatch::IntegrationTest
  setup do
    VisualEditor.clear
    ActionController::Base.allow_forgery_protection = false
  end
  teardown { ActionController::Base.allow_forgery_protection = true }

  test "the frame's page is opened by a token of its own app, and only the editor may frame it" do
    host! "visual-4.localhost"
    get "/"
    assert_response :forbidden
    get "/", params: { hotframe_token: Hotframe::Access.token(counter, viewer: "ada") }
    assert_response :forbidden
    get "/", params: { hotframe_token: Hotframe::Access.token(landing, viewer: "ada") }
    assert_redirected_to "http://visual-4.localhost/"
    cookies[Hotframe::Access::COOKIE] = Hotframe::Access.cookie(landing, viewer: "ada")
    get "/"
    assert_response :success
    assert_includes response.headers["Content-Security-Policy"], "frame-ancestors http://localhost"
    assert_includes response.body, '<meta name="editor-origin" content="http://localhost">'
    assert_includes response.body, '<meta name="app" content="4">'
  end

  test "the document is what the code says; code that no document can hold is a problem with its place" do
    sign_in
    get "/apps/4/visual"
    document = response.parsed_body
    assert_equal(%w[Navigation Features Stepper Footer], document["data"]["content"].map { |item| item["type"] })
    assert_predicate document["seen"], :present?
    page = landing.files.find_by!(path: "src/puck/Page.tsx")
    page.update!(content: page.text.sub('{"Built for small teams"}', "{compute()}"))
    get "/apps/4/visual"
    assert_nil response.parsed_body["data"]
    assert_match(%r{src/puck/Page\.tsx:\d+}, response.parsed_body["problems"].first)
  end

  test "an app without a page starts with an empty one" do
    sign_in
    get "/apps/1/visual"
    assert_equal({ "data" => { "root" => { "props" => {} }, "content" => [] }, "seen" => nil, "problems" => [] }, response.parsed_body)
  end

  test "what is registered changes the frame's page without a reload" do
    sign_in
    get "/apps/4/visual/revision"
    before = response.parsed_body
    source = "export function Shout({ text }: { text?: string }) { return <b>{text}</b>; }"
    post "/apps/4/components", params: { name: "Shout", fields: { text: { type: "text" } }, default_props: {}, source: }, as: :json
    assert_response :created
    assert_equal source, landing.files.find_by!(path: "src/components/Shout.tsx").text
    post "/apps/4/visual/sync", params: { from: before["to"], have: {}, page: nil }, as: :json
    message = response.parsed_body
    assert_not_equal before["to"], message["to"]
    assert_includes(message["modules"].map { |mod| mod["id"] }, "src/components/Shout.tsx")
    post "/apps/4/visual/sync", params: { from: 7, have: { a: 1 } }, as: :json
    assert_response :bad_request
  end

  test "what is no component is refused, and nothing is written" do
    sign_in
    good = { name: "Odd", fields: {}, default_props: {}, source: "export function Odd() { return null; }" }
    wrongs = [{ name: "odd" }, { name: "__proto__" }, { name: "A\nB" }, { name: nil }, { fields: { a: { arrayFields: 1 } } }, { source: "export function (" }]
    wrongs.each do |wrong|
      post "/apps/4/components", params: good.merge(wrong), as: :json
      assert_response :unprocessable_entity, wrong.inspect
    end
    assert_equal ["Stepper"], landing.app_components.pluck(:name)
    assert_not landing.files.exists?(path: "src/components/Odd.tsx")
  end

  test "another site cannot register anything in the name of who is signed in" do
    sign_in
    ActionController::Base.allow_forgery_protection = true
    post "/apps/4/components", params: { name: "A", source: "export const A = 1" }, as: :json
    assert_response :unprocessable_entity
    assert_equal ["Stepper"], landing.app_components.pluck(:name)
  end

  test "an app of somebody else does not exist" do
    sign_in
    %w[visual visual/address visual/revision].each do |path|
      get "/apps/3/#{path}"
      assert_response :not_found
    end
    post "/apps/3/components", params: { name: "A" }, as: :json
    assert_response :not_found
  end

  private

  def landing = App.find(4)

  def sign_in
    host! "localhost"
    post "/sign_in", params: { user: "ada" }
    assert_redirected_to "/"
  end
end
