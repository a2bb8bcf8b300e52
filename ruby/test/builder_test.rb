# frozen_string_literal: true

require "test_helper"

class BuilderTest < Minitest::Test
  def builder(**build) = Hotframe::Builder.new(build:)

  def test_a_bundle_is_files
    bundle = builder.build(Sources.app)
    assert_predicate bundle, :ok?
    html = bundle.file("index.html").content
    script = bundle.files.find { |file| file.path.end_with?(".js") }
    assert_includes html, script.path
    assert_predicate script, :immutable?
    assert_equal script.size, script.content.bytesize
    assert_equal Sources::PIXEL, bundle.file("pixel.png").content
    assert_nil bundle.file("none")
    assert_equal bundle.size, bundle.files.sum(&:size)
    assert_includes bundle.manifest.keys, "index.html"
    assert_includes bundle.report, "<html"
  end

  def test_pattern_matching_and_json
    case builder.build(Sources.app)
    in { ok: true, files: [Hotframe::Bundle::File => first, *], digest: String }
      assert_kind_of String, first.path
    end
    bundle = builder.build(Sources.app)
    assert_equal bundle.digest, JSON.parse(bundle.to_json)["digest"]
    assert_match(/#<Hotframe::Bundle \d+ files \d+ bytes>/, bundle.inspect)
  end

  def test_wrong_code_is_a_diagnostic
    bundle = builder.build(Sources.app.merge("src/text.ts" => "const = 1"))
    refute_predicate bundle, :ok?
    assert_empty bundle.files
    assert_equal ["src/text.ts", 1], [bundle.diagnostics.first.file, bundle.diagnostics.first.line]
    assert_includes bundle.inspect, "broken"
  end

  def test_wrong_calls
    assert_raises(Hotframe::InvalidOptionsError) { builder(target: ["es5"]) }
    assert_raises(Hotframe::InvalidPathError) { builder.build("../x" => "") }
  end

  def test_files_without_a_content
    skip "checked before it is called" if defined?(HOTFRAME_CHECKED)
    assert_raises(TypeError) { builder.build("a" => nil) }
  end

  def test_equal_files_are_equal_bundles_and_changes_are_built
    one = builder
    bundle = one.build(Sources.app)
    assert_equal bundle, builder.build(Sources.app)
    refute_equal bundle, one.incremental_build("src/text.ts" => Sources.text_file("changed"))
    assert_equal bundle, one.incremental_build("src/text.ts" => Sources.text_file("hello"))
  end

  def test_a_preview_is_not_minified
    bundles = [builder.build(Sources.app), builder.build_for_preview(Sources.app)]
    minified, plain = bundles.map { |bundle| bundle.files.find { |file| file.path.end_with?(".js") } }
    assert_operator minified.size, :<, plain.size
  end

  def test_a_worker
    one = builder
    worker = one.worker(one.build(Sources.app))
    assert_predicate worker, :ok?
    assert_includes worker.script, "fetch"
    assert_includes worker.assets, "index.html"
    assert_equal worker.modules.first.name, worker.metadata["main_module"]
  end

  def test_a_preview_stays_one_after_changes
    one = builder
    one.build_for_preview(Sources.app)
    next_one = one.incremental_build("src/text.ts" => Sources.text_file("changed"))
    assert_equal builder.build_for_preview(Sources.app.merge("src/text.ts" => Sources.text_file("changed"))).digest, next_one.digest
  end

  def test_progress_is_told_on_the_callers_thread
    told = []
    threads = []
    listen = lambda do |progress|
      told << progress
      threads << Thread.current
    end
    one = builder
    one.build(Sources.app, &listen)
    assert_equal ["compile", "done", 1.0], [told.first.phase, told.last.phase, told.last.fraction]
    assert_equal told.map(&:fraction).sort, told.map(&:fraction)
    assert_operator told.last.modules, :>=, 2
    assert_equal [Thread.current], threads.uniq
    count = told.size
    one.incremental_build({ "src/text.ts" => Sources.text_file("changed") }, &listen)
    assert_operator told.size, :>, count
  end

  def test_leaving_the_block_stops_the_build
    one = builder
    assert_equal :left, (one.build(Sources.app) { break :left })
    assert_raises(ZeroDivisionError) { one.build(Sources.app) { 1 / 0 } }
    assert_equal :thrown, (catch(:out) { one.build(Sources.app) { throw :out, :thrown } })
    assert_predicate one.build(Sources.app), :ok?
  end

  def test_a_token_cancels
    one = builder
    token = Hotframe::CancelToken.new
    error = assert_raises(Hotframe::CancelledError) { one.build(Sources.app, token) { token.cancel } }
    assert_equal Hotframe::CancelledError::CODE, error.code
    assert_predicate token, :cancelled?
    assert_predicate token, :frozen?
    assert_includes token.inspect, "cancelled"
    [-> { one.build(Sources.app, token) }, -> { one.build_for_preview(Sources.app, token) },
     -> { one.incremental_build({}, token) }].each { |call| assert_raises(Hotframe::CancelledError, &call) }
    assert_predicate one.build(Sources.app, Hotframe::CancelToken.new), :ok?
  end

  def test_a_started_build_is_waited_for_or_cancelled
    one = builder
    told = Queue.new
    build = one.start(Sources.app) { |progress| told << progress }
    assert_equal one.build(Sources.app), build.wait
    assert_predicate build, :done?
    assert_match(/#<Hotframe::Build done>/, build.inspect)
    assert_operator told.size, :>=, 3
    assert_equal builder.build_for_preview(Sources.app), builder.start(Sources.app, preview: true).wait
    cancelled = one.start(Sources.app, cancel: Hotframe::CancelToken.new.tap(&:cancel))
    assert_raises(Hotframe::CancelledError) { cancelled.cancel.wait }
  end

  def test_a_token_is_a_token
    skip "checked before it is called" if defined?(HOTFRAME_CHECKED)
    assert_raises(TypeError) { builder.build(Sources.app, :no) }
  end

  def test_builds_in_threads_and_in_children
    shared = builder
    expected = shared.build(Sources.app).digest
    assert_equal([expected], Array.new(4) { Thread.new { shared.build(Sources.app).digest } }.map(&:value).uniq)
    assert_equal(expected, Waiting.in_child { shared.build(Sources.app).digest })
  end
end
