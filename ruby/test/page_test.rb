# frozen_string_literal: true

require "test_helper"

class PageTest < Minitest::Test
  def setup = @session = Hotframe::Session.new(Sources.app, compiler: Hotframe::Compiler.new, app: "1")

  def scripts(page) = page.scan(/<script[^>]* src="([^"]+)"/).flatten

  def test_the_page_boots_the_runtime
    page = @session.page(nonce: "n0nce", transport: { kind: "parent", origin: "http://localhost:3000" })
    assert_includes page, %(<div id="root">)
    refute_includes page, %(src="/src/main.ts")
    assert_includes page, @session.revision
    assert_includes page, "http://localhost:3000"
    assert_equal page.scan(/<script/).size, page.scan(/nonce="n0nce"/).size
  end

  def test_every_script_of_the_page_is_an_asset
    paths = scripts(@session.page)
    refute_empty paths
    paths.each do |path|
      asset = @session.asset(path)
      assert_match %r{\Atext/javascript}, asset.content_type
      assert_equal [true, true, Encoding::BINARY], [asset.immutable?, asset.body.frozen?, asset.body.encoding]
      assert_includes asset.headers["Cache-Control"], "immutable"
    end
  end

  def test_a_page_below_a_path
    session = Hotframe::Session.new(Sources.app, compiler: Hotframe::Compiler.new(base: "/preview/1/"))
    paths = scripts(session.page(base: "/preview/1/"))
    assert(paths.all? { |path| path.start_with?("/preview/1/") })
    assert session.asset(paths.first)
    assert session.asset(paths.first.delete_prefix("/preview/1/"))
    assert_raises(Hotframe::InvalidOptionsError) { session.page(base: "/") }
    assert_raises(Hotframe::InvalidOptionsError) { session.asset("x", base: "/") }
  end

  def test_the_app_own_files
    asset = @session.asset("pixel.png")
    assert_equal ["image/png", Sources::PIXEL], [asset.content_type, asset.body]
    refute asset.immutable?
    assert_equal "#<Hotframe::Asset image/png #{Sources::PIXEL.bytesize} bytes>", asset.inspect
  end

  def test_what_does_not_exist
    assert_nil @session.asset("none.png")
    assert_nil @session.asset("../../etc/passwd")
    assert_nil @session.asset("@hotframe/client/none.js")
  end

  def test_own_html
    assert_includes @session.page(html: "<!doctype html><body><p>mine</p></body>"), "<p>mine</p>"
  end

  def test_bad_options
    assert_raises(Hotframe::InvalidOptionsError) { @session.page(transport: { kind: "pigeon" }) }
    assert_raises(Hotframe::InvalidOptionsError) { @session.page(nonce: "\xFF") }
  end
end
