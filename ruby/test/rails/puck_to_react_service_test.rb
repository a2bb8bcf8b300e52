# frozen_string_literal: true

require_relative "rails_helper"

class PuckToReactServiceTest < ActiveSupport::TestCase
  PAGE = "src/puck/Page.tsx"
  Row = Struct.new(:name, :fields, :default_props, :source_path, keyword_init: true)

  def service(**options) = Hotframe::PuckToReactService.new(project, **options)

  def hero(title) = { "content" => [{ "type" => "Hero", "props" => { "id" => "h", "title" => title } }] }

  def registered(*rows) = project.define_singleton_method(:app_components) { rows }

  test "the result is yielded and returned, with the files that change" do
    yielded = nil
    result = service.convert(hero("Drawn")) { |given| yielded = given }
    assert_same result, yielded
    assert_equal [true, nil, {}], result.values_at(:success, :error, :conflicts)
    assert_equal [PAGE, "src/puck/components/Hero.tsx", "src/puck/index.ts", "src/puck/slot.tsx"], result[:files].keys.sort
    project.update_preview_files(result[:files])
    assert_empty service.convert(hero("Drawn"))[:files]
    assert_equal [PAGE], service.convert(JSON.generate(hero("Again")))[:files].keys
  end

  test "what cannot be read is an error, and nothing changes" do
    result = service.convert("{")
    assert_equal [false, {}], result.values_at(:success, :files)
    assert_match(/puck\.json:1:2/, result[:error])
    assert_equal "puck-json", result[:diagnostics].first[:code]
    assert_raises(Hotframe::Refused) { Hotframe::PuckToReactService.files!(project, "{") }
    assert_not service(page: "no page").convert(hero("x"))[:success]
  end

  test "a page that was edited by hand is a conflict, unless the editor has seen it" do
    files = service.convert(hero("Drawn"))[:files]
    edited = files[PAGE].sub('{"Drawn"}', '{"By hand"}')
    project.update_preview_files(files.merge(PAGE => edited))
    assert_equal [PAGE], service.convert(hero("Next"))[:conflicts].keys
    error = assert_raises(Hotframe::Refused) { Hotframe::PuckToReactService.files!(project, hero("Next")) }
    assert_equal "puck_conflict", error.code
    seen = Hotframe::Puck.read(project.preview_files).seen
    written = Hotframe::PuckToReactService.files!(project, hero("Next"), seen:)
    assert_includes written[PAGE], '{"Next"}'
    assert_equal Hotframe::Puck.read(written).seen, Hotframe::PuckToReactService.seen(written[PAGE])
  end

  test "registered components are imported from their files, and none of their source is run" do
    fields = { "points" => { "type" => "array", "arrayFields" => { "value" => { "type" => "number" } } } }
    registered Row.new(name: "Chart", fields:, default_props: nil), Row.new(name: "Map", fields: '{"city": {"type": "text"}}', source_path: "src/maps/Map.tsx")
    content = [{ type: "Chart", props: { id: "c", points: [{ value: 1 }] } }, { type: "Map", props: { id: "m", city: "Oslo" } }]
    page = service.convert({ content: })[:files].fetch(PAGE)
    assert_includes page, 'import { Chart } from "../components/Chart";'
    assert_includes page, 'import { Map } from "../maps/Map";'
    assert_includes page, 'city={"Oslo"}'
    config = service(config: true).convert({ content: [] })[:files].fetch("src/puck/puck.config.tsx")
    assert_match(/Chart: labelled\(.*render: Chart as never/m, config)
  end

  test "rows that are no components are an error, and never code" do
    ["alert(1)", "lower", "__proto__", "A} from 'x'; import {B"].each do |name|
      registered Row.new(name:, fields: {})
      result = service.convert(hero("x"))
      assert_equal [false, {}], result.values_at(:success, :files), name
      assert_includes result[:error], "cannot name a component"
    end
    registered Row.new(name: "A", fields: {}, source_path: "../../etc/passwd")
    assert_not service.convert(hero("x"))[:success]
    registered Row.new(name: "A", fields: "{")
    assert_match(/invalid schema/, service.convert(hero("x"))[:error])
  end
end
