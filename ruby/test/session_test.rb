# frozen_string_literal: true

require "test_helper"

class SessionTest < Minitest::Test
  COMPILER = Hotframe::Compiler.new

  def setup = @session = Hotframe::Session.new(Sources.app, compiler: COMPILER, app: 7)

  def test_an_edit_becomes_an_update
    before = @session.revision
    message = @session.update("src/text.ts" => Sources.text_file("hi"))
    assert_equal ["hmr_update", "7", before, @session.revision], [message.type, message.app, message.from, message.to]
    assert_equal ["src/text.ts"], message.paths
    assert_equal(["src/text.ts"], message[:modules].map { |mod| mod["id"] })
    assert_includes message.to_json, "hi"
    refute_equal before, @session.revision
  end

  def test_nothing_changed
    assert_nil @session.update("src/text.ts" => Sources.text_file("hello"))
    assert_nil @session.update({})
    assert_nil @session.update("src/none.ts" => nil)
    assert_nil @session.replace(Sources.app)
  end

  def test_several_files_are_one_batch
    message = @session.update("src/text.ts" => Sources.text_file("one"), "src/app.css" => "body { color: blue }")
    assert_equal "hmr_batch", message.type
    assert_equal %w[src/app.css src/text.ts], message.paths.sort
  end

  def test_replace_finds_the_difference
    message = @session.replace(Sources.app(text: "replaced").to_a)
    assert_equal ["src/text.ts"], message.paths
  end

  def test_files_come_and_go
    @session.update("src/more.ts" => "export {};")
    assert_includes @session.paths, "src/more.ts"
    @session.update("src/more.ts" => nil)
    assert_equal Sources.app.keys.sort, @session.paths
  end

  def test_a_syntax_error_and_its_fix
    good = @session.revision
    message = @session.update("src/text.ts" => "export const text = ;")
    assert message.build_error?
    assert_equal ["src/text.ts", 1], [message.diagnostics.first.file, message.diagnostics.first.line]
    assert_includes message.diagnostics.first.frame, "export const text = ;"
    assert_equal good, message.to
    assert_equal message.diagnostics, @session.diagnostics
    assert_equal "hmr_update", @session.update("src/text.ts" => Sources.text_file("fixed")).type
    assert_empty @session.diagnostics
  end

  def test_an_app_that_never_built
    session = Hotframe::Session.new({ "index.html" => Sources::INDEX, "src/main.ts" => "let ;" }, compiler: COMPILER)
    assert_nil session.revision
    assert_nil session.connected.to
    refute_empty session.diagnostics
    message = session.update("src/main.ts" => "document.title = 'works';")
    assert_nil message.from
    assert_equal session.revision, message.to
  end

  def test_connected_and_sync
    old = @session.revision
    @session.update("src/text.ts" => Sources.text_file("new"))
    assert_equal ["connected", @session.revision], [@session.connected.type, @session.connected.to]
    message = @session.sync(from: old, have: {})
    assert_equal [old, @session.revision], [message.from, message.to]
    assert_kind_of Hotframe::Message, @session.sync
  end

  def test_equal_files_have_equal_revisions
    assert_equal @session.revision, Hotframe::Session.new(Sources.app.to_a.reverse, compiler: COMPILER, app: "8").revision
  end

  def test_a_refused_update_changes_nothing
    before = @session.revision
    assert_raises(Hotframe::InvalidPathError) { @session.update("src/text.ts" => "", "../x" => "") }
    assert_equal before, @session.revision
  end

  def test_bad_arguments_are_named
    skip "not as declared" if defined?(HOTFRAME_CHECKED)
    assert_includes assert_raises(TypeError) { @session.update("src/a.ts" => 1) }.message, "src/a.ts"
    assert_includes assert_raises(TypeError) { @session.update(a: "x") }.message, ":a"
    assert_raises(TypeError) { @session.update("src/a.ts") }
    assert_raises(TypeError) { @session.replace("src/a.ts" => nil) }
    assert_raises(TypeError) { Hotframe::Session.new({}, compiler: nil) }
    assert_raises(TypeError) { @session.sync(have: 1) }
    assert_raises(TypeError) { @session.sync(have: { "a" => 1 }) }
  end

  def test_inspect_and_frozen
    assert_equal %(#<Hotframe::Session app="7" revision=#{@session.revision.inspect}>), @session.inspect
    assert_predicate @session, :frozen?
    assert_same COMPILER, @session.compiler
  end
end
