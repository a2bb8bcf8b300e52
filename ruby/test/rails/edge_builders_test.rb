# frozen_string_literal: true

require_relative "rails_helper"
require_relative "support/services"
require_relative "support/edge"

# Builders that are kept from one deployment of an app to the next.
class EdgeBuildersTest < ActiveSupport::TestCase
  include EdgeTesting

  Builders = Hotframe::Edge::Builders
  OPTIONS = { build: { base: "/" } }.freeze

  setup { Builders.reset }

  def builder(app, tier = "preview", options = OPTIONS, most: 2) = Builders.with(app, Hotframe::Edge::Tier.fetch(tier), options, most:, &:itself)

  test "one for each app and tier, until others were used since or it was told something else" do
    first = builder(project)
    assert_same first, builder(project)
    production = builder(project, "production")
    refute_same first, production
    refute_same first, builder(project, "preview", { build: { base: "/", minify: false } })
    assert_same production, builder(project, "production")
    builder(new_project)
    assert_same production, builder(project, "production")
    builder(new_project)
    builder(new_project)
    refute_same production, builder(project, "production")
  end

  test "one caller at a time" do
    inside = Queue.new
    gate = Queue.new
    tier = Hotframe::Edge::Tier.fetch("preview")
    first = Thread.new { Builders.with(project, tier, OPTIONS, most: 2) { inside << 1 and gate.pop } }
    inside.pop
    second = Thread.new { Builders.with(project, tier, OPTIONS, most: 2) { inside << 2 } }
    Services.wait_until("the second waits") { second.stop? }
    assert_empty inside
    gate << true
    [first, second].each(&:join)
    assert_equal 2, inside.pop
  end

  test "a child process makes its own" do
    mine = builder(project)
    app = project
    assert_equal(false, Waiting.in_child { builder(app).equal?(mine) })
  end

  test "the second deployment is what a new builder would make" do
    deploy
    project.update_preview_files("src/text.ts" => Sources.text_file("second"))
    kept = deploy
    Builders.reset
    project.update_preview_files("src/text.ts" => Sources.text_file("third"))
    project.update_preview_files("src/text.ts" => Sources.text_file("second"))
    assert_equal kept[:digest], deploy[:digest]
    assert_match(/second/, script_of(kept[:preview_url]))
  end

  test "an app that was written for another base is served at its root" do
    config = %(export default { base: "/my-repository/" };)
    result = deploy(new_project(files: source("here").merge("vite.config.js" => config)))
    assert result[:success], result.inspect
    assert_match(/here/, script_of(result[:preview_url]))
  end
end
