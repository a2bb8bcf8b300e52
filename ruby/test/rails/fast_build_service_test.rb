# frozen_string_literal: true

require_relative "rails_helper"

FastBuildService = Hotframe::FastBuildService unless defined?(FastBuildService)

class FastBuildServiceTest < ActiveSupport::TestCase
  KEYS = %i[success compiled_content source_map error build_time].freeze

  setup { @service = FastBuildService.new(project) }

  test "one file, given or stored" do
    result = @service.transform_file("src/App.tsx", "export default function App(): JSX.Element { return <b>hi</b> }")
    assert result[:success]
    assert_nil result[:error]
    assert_includes result[:compiled_content], "jsx"
    assert_includes JSON.parse(result[:source_map])["sources"].first, "App.tsx"
    assert_kind_of Numeric, result[:build_time]
    assert_empty KEYS - result.keys
    assert @service.transform_file("src/text.ts")[:success]
    assert_equal result.except(:build_time),
                 @service.transform_file_with_vite("src/App.tsx", "export default function App(): JSX.Element { return <b>hi</b> }").except(:build_time)
  end

  test "what is wrong is a result" do
    ["const x = ;", nil].each do |source|
      result = @service.transform_file("src/None.tsx", source)
      refute result[:success]
      assert_nil result[:compiled_content]
      assert_predicate result[:error], :present?
      assert_empty KEYS - result.keys
    end
    assert_includes @service.transform_file("src/None.tsx", "const x = ;")[:error], "src/None.tsx:1:11"
    refute @service.transform_file("../x.ts", "1")[:success]
  end

  test "on another thread, with a callback" do
    threads = Queue.new
    future = @service.build_file_async("test.tsx", "const x = 1") { |result| threads << [Thread.current, result[:success]] }
    thread, success = Timeout.timeout(Waiting::LIMIT) { threads.pop }
    assert success
    refute_equal Thread.current, thread
    assert future.value[:success]
  end

  test "all of the app, for production" do
    result = @service.build_full_bundle({ "VITE_NAME" => "production name" })
    assert result[:success], result[:error]
    assert_empty KEYS - result.keys
    assert_includes result[:compiled_content], "hello"
    assert_equal 3, JSON.parse(result[:source_map])["version"]
    assert_includes result[:assets]["index.html"], "<script"
    project.update_preview_files("src/text.ts" => "const = 1")
    result = @service.build_full_bundle
    refute result[:success]
    assert_includes result[:error], "src/text.ts:1"
    assert_nil result[:compiled_content]
  end

  test "a script for Workers" do
    result = @service.build_for_preview
    assert result[:success], result[:error]
    assert_includes result[:script], "fetch"
    assert_kind_of Hash, result[:assets]
  end

  test "some files of the app" do
    result = @service.incremental_build(%w[src/text.ts src/app.css])
    assert result[:success]
    assert_equal %w[src/text.ts src/app.css], result[:files].keys
    refute @service.incremental_build(%w[src/text.ts src/none.ts])[:success]
  end
end
