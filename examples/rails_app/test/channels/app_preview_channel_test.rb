# frozen_string_literal: true

require "test_helper"

class AppPreviewChannelTest < ActionCable::Channel::TestCase
  test "an app of somebody else is rejected" do
    stub_connection current_user: ada
    subscribe app_id: graces_app.id
    assert subscription.rejected?
  end

  test "an app that does not exist is rejected" do
    stub_connection current_user: ada
    ["0", "nothing", nil, { "a" => 1 }].each do |id|
      subscribe app_id: id
      assert subscription.rejected?, id.inspect
    end
  end

  test "one's own app says where it is" do
    subscribe_to_counter
    assert subscription.confirmed?
    assert_has_stream_for counter
    assert_equal "connected", transmissions.last["type"]
    assert_equal revision, transmissions.last["to"]
  end

  test "an edit is saved, and told to all who watch" do
    subscribe_to_counter
    source = counter.files.find_by!(path: "src/App.tsx").text
    messages = capture { perform :update_file, path: "src/App.tsx", content: "#{source}\nexport const edited = 1;\n" }
    assert_includes counter.files.find_by!(path: "src/App.tsx").text, "edited = 1"
    update = messages.find { |message| message["type"] == "hmr_update" }
    assert_equal "src/App.tsx", update["path"]
    assert_equal revision, update["to"]
  end

  test "broken code is saved, and told as a build error with its place" do
    subscribe_to_counter
    before = revision
    messages = capture { perform :update_file, path: "src/App.tsx", content: "const x = ;" }
    error = messages.find { |message| message["type"] == "build_error" }
    assert_equal ["src/App.tsx", 1, 11], error["diagnostics"].first.values_at("file", "line", "column")
    assert_equal [before], [revision]
  end

  test "a right that was taken away ends at once" do
    subscribe_to_counter
    counter.update!(owner: "grace")
    perform :update_file, path: "src/App.tsx", content: "export default 1"
    assert_equal %w[error forbidden], transmissions.last.values_at("type", "code")
    assert_not_equal "export default 1", counter.files.find_by!(path: "src/App.tsx").text
  end

  test "hostile paths and content that is no text are refused, and nothing is saved" do
    subscribe_to_counter
    before = counter.files.count
    ["../../etc/passwd", "/etc/passwd", "src/../../x", "", "a\0b", "src\\x", 7, nil, "x" * 2000].each do |path|
      perform :update_file, path: path, content: "x"
      assert_equal "error", transmissions.last["type"], path.inspect
    end
    perform :update_file, path: "src/App.tsx", content: { "a" => 1 }
    assert_equal "bad_request", transmissions.last["code"]
    assert_equal before, counter.files.count
  end

  test "a file that is deleted is gone" do
    subscribe_to_counter
    perform :update_file, path: "src/extra.ts", content: "export default 1"
    perform :delete_file, path: "src/extra.ts"
    assert_nil counter.files.find_by(path: "src/extra.ts")
  end

  test "a preview that was away gets what it lacks, and nobody else hears of it" do
    subscribe_to_counter
    messages = capture { perform :sync, from: nil, have: {}, page: nil }
    assert_empty messages
    answer = transmissions.reverse.find { |message| message["type"] == "hmr_batch" }
    assert_includes(answer["modules"].map { |mod| mod["id"] }, "src/App.tsx")
    perform :sync, from: 3, have: "x"
    assert_equal "bad_request", transmissions.last["code"]
  end

  private

  def revision = Hotframe.sessions.read(counter, &:revision)

  def subscribe_to_counter
    stub_connection current_user: ada
    subscribe app_id: counter.id
  end

  # What is broadcast to the counter's editors meanwhile.
  def capture
    stream = AppPreviewChannel.broadcasting_for(counter)
    before = broadcasts(stream).size
    yield
    broadcasts(stream).drop(before).map { |text| ActiveSupport::JSON.decode(text) }
  end
end
