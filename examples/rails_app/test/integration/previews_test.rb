# frozen_string_literal: true

require "test_helper"

class PreviewsTest < ActionDispatch::IntegrationTest
  setup { host! "app-1.localhost" }

  test "without a token there is no preview" do
    get "/"
    assert_response :forbidden
    get "/@hotframe/app/x.js"
    assert_response :forbidden
  end

  test "a token of another app, a forged one and an old one open nothing" do
    old = Hotframe::Access.token(counter, viewer: "ada")
    [Hotframe::Access.token(App.find(2), viewer: "ada"), "forged"].each do |token|
      get "/", params: { hotframe_token: token }
      assert_response :forbidden
    end
    travel 1.hour do
      get "/", params: { hotframe_token: old }
      assert_response :forbidden
    end
  end

  test "a token is traded for a cookie and leaves the address" do
    get "/deep/page", params: { hotframe_token: Hotframe::Access.token(counter, viewer: "ada"), a: 1 }
    assert_response :see_other
    assert_equal "http://app-1.localhost/deep/page?a=1", response.location
    assert_match(/HttpOnly/, response.headers["Set-Cookie"])
  end

  test "the page, its scripts and the app's own addresses are served; what is no address is not" do
    open_preview
    get "/"
    assert_response :success
    nonce = response.body[/nonce="([^"]+)"/, 1]
    assert_includes response.headers["Content-Security-Policy"], "script-src 'nonce-#{nonce}'"
    assert_includes response.headers["Content-Security-Policy"], "frame-ancestors http://localhost"
    response.body.scan(%r{src="(/@hotframe/[^"]+)"}).flatten.each do |address|
      get address
      assert_response :success
      assert_includes response.headers["Cache-Control"], "immutable"
    end
    get "/some/route"
    assert_response :success
    ["/missing.png", "/src/App.tsx", "/@hotframe/app/none.js", "/..%2f..%2fCargo.toml", "/%00"].each do |path|
      get path
      assert_includes [404, 400], response.status, path
    end
  end

  test "a right that was taken away closes the preview" do
    open_preview
    counter.update!(owner: "grace")
    get "/"
    assert_response :forbidden
  end

  private

  # The cookie is Secure, which browsers take for *.localhost over http, and rack-test does not: it is handed over by hand.
  def open_preview
    cookies[Hotframe::Access::COOKIE] = Hotframe::Access.cookie(counter, viewer: "ada")
  end
end
