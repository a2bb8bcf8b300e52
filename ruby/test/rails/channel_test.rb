# frozen_string_literal: true

require_relative "rails_helper"

class PreviewChannelTest < ActionCable::Channel::TestCase
  tests AppPreviewChannel

  def enter(user = "ada", **params)
    stub_connection current_user: user
    subscribe app_id: project.id, **params
  end

  def refused = transmissions.select { |message| message["type"] == "error" }.map { |message| message["code"] }

  test "a channel that says nothing about rights lets nobody in" do
    silent = Class.new(ActionCable::Channel::Base) { include Hotframe::PreviewChannel }
    Object.const_set(:SilentChannel, silent)
    self.class.channel_class.tap do |real|
      self.class.tests SilentChannel
      enter
      assert_predicate subscription, :rejected?
    ensure
      self.class.tests real
    end
  ensure
    Object.send(:remove_const, :SilentChannel)
  end

  test "ids that Rails would cast to a number are rejected" do
    stub_connection current_user: "ada"
    ["#{project.id} OR 1=1", "#{project.id}abc", " #{project.id}", "0#{project.id}", "#{project.id}\n", "", nil, [project.id], { "a" => 1 }, 1.5].each do |id|
      subscribe app_id: id
      assert_predicate subscription, :rejected?, id.inspect
    end
    [project.id, project.id.to_s].each do |id|
      subscribe app_id: id
      assert_predicate subscription, :confirmed?
    end
  end

  test "another person's app is rejected" do
    enter "grace"
    assert_predicate subscription, :rejected?
  end

  test "the owner streams the app, and hears where it is" do
    enter
    assert_has_stream_for project
    assert_equal "connected", transmissions.last["type"]
  end

  test "an edit is saved and broadcast under the name that the seeds use" do
    enter
    messages = told { perform :update_file, "path" => "src/text.ts", "content" => Sources.text_file("edited") }
    assert_equal(["hmr_update"], messages.map { |message| message["type"] })
    assert_equal "src/text.ts", messages.first["path"]
    assert_equal Sources.text_file("edited"), project.app_files.find_by!(path: "src/text.ts").content
  end

  test "many files are one message" do
    enter
    files = { "src/text.ts" => Sources.text_file("batch"), "src/app.css" => "body { color: blue }", "src/new.ts" => "export {}" }
    messages = told { perform :update_files, "files" => files }
    assert_equal(["hmr_batch"], messages.map { |message| message["type"] })
    assert_equal "export {}", project.app_files.find_by!(path: "src/new.ts").content
  end

  test "one bad file of many, and none is saved" do
    enter
    before = project.preview_files
    perform :update_files, "files" => { "src/text.ts" => "export const text = 1", "../x" => "" }
    perform :update_files, "files" => { "src/text.ts" => "export const text = 1", "SRC/TEXT.ts" => "twice" }
    perform :update_files, "files" => "src/text.ts"
    perform :update_files, "files" => [1]
    assert_equal %w[bad_request duplicate_path_error bad_request bad_request], refused
    assert_equal before, project.reload.preview_files
  end

  test "a file is renamed: one row, one message" do
    enter
    id = project.app_files.find_by!(path: "src/text.ts").id
    messages = told { perform :rename_file, "path" => "src/text.ts", "new_path" => "src/words.ts" }
    assert_equal "src/words.ts", project.app_files.find(id).path
    assert_equal(%w[build_error], messages.map { |message| message["type"] }) # main.ts imports ./text
    perform :rename_file, "path" => "src/none.ts", "new_path" => "src/some.ts"
    perform :rename_file, "path" => "src/words.ts", "new_path" => "src/main.ts"
    assert_equal %w[not_found_error duplicate_path_error], refused
  end

  test "a file is deleted" do
    enter
    messages = told { perform :delete_file, "path" => "src/text.ts" }
    assert_equal(%w[build_error], messages.map { |message| message["type"] })
    assert_nil project.app_files.find_by(path: "src/text.ts")
  end

  test "broken code is a build error and not an exception" do
    enter
    messages = told { perform :update_file, "path" => "src/text.ts", "content" => "const x = ;" }
    assert_equal "build_error", messages.first["type"]
    assert_equal 1, messages.first["diagnostics"].first["line"]
    assert_empty refused
  end

  test "a component is run again, a preview is loaded again" do
    enter
    messages = told { perform :reload_component, "path" => "src/text.ts" }
    revision = Hotframe.sessions.read(project, &:revision)
    assert_equal [["hmr_update", revision, revision]], (messages.map { |message| message.values_at("type", "from", "to") })
    mod = messages.first["modules"].first
    assert_includes mod["code"], mod["digest"]
    messages = told { perform :refresh_preview, "reason" => "asked" }
    assert_equal(%w[preview_refreshed asked], messages.first.values_at("type", "reason"))
  end

  test "a document of the visual editor becomes files" do
    enter
    hero = { "type" => "Hero", "props" => { "id" => "Hero-1", "title" => "Drawn" } }
    perform :save_puck_changes, "data" => { "content" => [hero] }
    assert_empty refused
    assert_includes Hotframe::AppFiles.new(project.reload).to_h["src/puck/Page.tsx"], 'title={"Drawn"}'
    saved = transmissions.find { |message| message["type"] == "puck_saved" }
    assert_includes saved["paths"], "src/puck/Page.tsx"
    hero["props"]["title"] = "Drawn again"
    perform :save_puck_changes, "data" => { "content" => [hero] }, "seen" => saved["seen"], "seq" => -1, "editor" => "e"
    assert_empty refused
    assert_equal [-1, "e", ["src/puck/Page.tsx"]], transmissions.last.values_at("seq", "editor", "paths")
    perform :save_puck_changes, "data" => { "content" => [] }, "seen" => saved["seen"]
    assert_equal %w[puck_conflict], refused
    assert_includes Hotframe::AppFiles.new(project.reload).to_h["src/puck/Page.tsx"], 'title={"Drawn again"}'
    with_config(puck: nil) { perform :save_puck_changes, "data" => { "content" => [] } }
    assert_equal %w[puck_conflict not_configured], refused
    with_config(puck: ->(_, document) { { "src/text.ts" => Sources.text_file(document["content"].first) } }) do
      enter
      messages = told { perform :save_puck_changes, "data" => { "content" => ["from puck"] } }
      assert_equal ["hmr_update"], (messages.map { |message| message["type"] })
    end
  end

  test "a viewer looks and does not write" do
    enter "guest"
    assert_predicate subscription, :confirmed?
    perform :sync, "from" => nil, "have" => {}
    assert_equal "hmr_batch", transmissions.last["type"]
    perform :update_file, "path" => "src/text.ts", "content" => "stolen"
    perform :refresh_preview, {}
    perform :reload_component, "path" => "src/text.ts"
    assert_equal %w[forbidden] * 3, refused
    refute_equal "stolen", project.app_files.find_by!(path: "src/text.ts").content
  end

  test "a token opens its own app as its role, without a user" do
    other = new_project(owner: "grace")
    enter "nobody", token: Hotframe::Access.token(project, role: "viewer")
    assert_predicate subscription, :confirmed?
    perform :delete_file, "path" => "src/text.ts"
    assert_equal %w[forbidden], refused
    enter "nobody", token: Hotframe::Access.token(other, role: "editor")
    assert_predicate subscription, :rejected?
    enter "nobody", token: Hotframe::Access.token(project).tap { Hotframe.revoke(project) }
    assert_predicate subscription, :rejected?
    old = Hotframe::Access.token(project)
    travel(1.hour) { enter "nobody", token: old }
    assert_predicate subscription, :rejected?
  end

  test "a right that was taken away ends with the next action" do
    enter
    project.update!(owner: "grace")
    perform :update_file, "path" => "src/text.ts", "content" => "stolen"
    assert_equal %w[forbidden], refused
  end

  test "an authorization that fails says no" do
    enter
    subscription.define_singleton_method(:authorize_preview) { |*| raise "broken" }
    perform :update_file, "path" => "src/text.ts", "content" => "stolen"
    assert_equal %w[forbidden], refused
  end

  test "hostile paths and contents are refused" do
    enter
    before = project.preview_files
    hostile = ["../../etc/passwd", "/etc/passwd", "src/../../x", "", "a\0b", "src\\x", 7, nil, "x" * 2000, ".", "src//x", "\xFF".dup.force_encoding("UTF-8")]
    hostile.each do |path|
      perform :update_file, "path" => path, "content" => "x"
      perform :delete_file, "path" => path
      perform :rename_file, "path" => "src/text.ts", "new_path" => path
      assert_equal "error", transmissions.last["type"], path.inspect
    end
    [nil, 5, { "a" => 1 }, "x" * (Hotframe.config.max_content + 1)].each do |content|
      perform :update_file, "path" => "src/text.ts", "content" => content
      assert_equal "error", transmissions.last["type"]
    end
    assert_equal before, project.reload.preview_files
  end

  test "who writes too fast is told so" do
    with_config(connection_rate: [0.001, 3]) do
      enter
      4.times { |n| perform :update_file, "path" => "src/text.ts", "content" => Sources.text_file("fast #{n}") }
      assert_equal %w[rate_limited], refused
      assert_equal Sources.text_file("fast 2"), project.app_files.find_by!(path: "src/text.ts").content
    end
  end

  test "all connections of an app share a limit" do
    with_config(app_rate: [0.001, 2]) do
      enter
      2.times { |n| perform :update_file, "path" => "src/text.ts", "content" => Sources.text_file("a #{n}") }
      enter
      perform :update_file, "path" => "src/text.ts", "content" => Sources.text_file("b")
      assert_equal %w[rate_limited], refused
    end
  end

  test "one connection subscribes only so often" do
    with_config(subscriptions_per_connection: 0) do
      enter
      assert_predicate subscription, :rejected?
    end
  end

  test "what a client may call is what is documented" do
    assert_equal Hotframe::PreviewChannel::ACTIONS.sort, (AppPreviewChannel.action_methods.to_a - ActionCable::Channel::Base.instance_methods.map(&:to_s)).sort
  end

  test "applied edits are events" do
    enter
    seen = []
    subscriber = ActiveSupport::Notifications.subscribe("apply.hotframe") { |*, payload| seen << payload.slice(:outcome, :duration_ms) }
    perform :hmr_success, "revision" => "r", "outcome" => "applied", "duration" => 12.34
    perform :hmr_error, "revision" => "r", "error" => { "message" => "boom" }
    assert_equal [{ outcome: "applied", duration_ms: 12.3 }, { outcome: "error" }], seen
  ensure
    ActiveSupport::Notifications.unsubscribe(subscriber)
  end

  test "whoever waits for an edit hears what became of it in the tab" do
    enter
    results = Hotframe::Announcer.new(project).results
    perform :hmr_success, "revision" => "unasked", "outcome" => "applied", "duration" => 1
    assert_empty broadcasts(results)
    subscription.send(:signalled, "present")
    perform :hmr_success, "revision" => "next", "outcome" => "applied", "duration" => 12.34
    perform :hmr_error, "revision" => "next", "error" => { "message" => "boom", "stack" => "at App" }
    told = broadcasts(results).map { |text| ::JSON.parse(text).values_at("revision", "outcome", "ms", "error") }
    assert_equal [["unasked", nil, nil, nil], ["next", "applied", 12.3, nil], ["next", "error", nil, "boom\nat App"]], told
  end

  test "an editor without a preview is no tab" do
    enter
    subscription.send(:signalled, "present")
    assert_empty broadcasts(Hotframe::Announcer.new(project).results)
  end
end
