# frozen_string_literal: true

require_relative "rails_helper"

# Edits that did not come through the channel: open previews hear of them, once for each transaction.
class OutsideEditsTest < ActiveSupport::TestCase
  def types(&) = told(&).map { |message| message["type"] }

  def file(path) = project.app_files.find_by!(path:)

  def revision = Hotframe.sessions.read(project, &:revision)

  test "a record that is saved is an update from the revision before it, also when no session was live" do
    before = Hotframe::Session.new(project.preview_files, compiler: Hotframe::Compilers.for(Hotframe::Origins.base(project)), app: project.id).revision
    messages = told { file("src/text.ts").update!(content: Sources.text_file("from a job")) }
    assert_equal [["hmr_update", before, revision]], (messages.map { |message| message.values_at("type", "from", "to") })
  end

  test "a transaction of many records is one message" do
    messages = told do
      Project.transaction do
        file("src/text.ts").update!(content: Sources.text_file("one"))
        file("src/app.css").update!(content: "body { color: blue }")
        project.app_files.create!(path: "src/new.ts", content: "export {}")
        file("src/text.ts").update!(content: Sources.text_file("two"))
      end
    end
    assert_equal(["hmr_batch"], messages.map { |message| message["type"] })
    assert_equal %w[src/app.css src/text.ts], messages.first["modules"].map { |mod| mod["id"] }.sort
  end

  test "what is rolled back is not told" do
    assert_empty(types do
      Project.transaction(requires_new: true) do
        file("src/text.ts").update!(content: Sources.text_file("never"))
        raise ActiveRecord::Rollback
      end
    end)
  end

  test "a record that is destroyed, renamed or recreated" do
    assert_equal(%w[build_error], types { file("src/text.ts").destroy! })
    assert_empty(types { project.app_files.create!(path: "src/text.ts", content: Sources.text_file("hello")) } - %w[hmr_update hmr_batch])
    assert_equal(%w[build_error], types { file("src/text.ts").update!(path: "src/words.ts") })
  end

  test "an attachment that is replaced" do
    Hotframe.sessions.read(project) { |session| assert_equal Sources::PIXEL, session.asset("pixel.png").body }
    file("public/pixel.png").upload.attach(io: StringIO.new("new"), filename: "pixel.png")
    Hotframe.sessions.read(project) { |session| assert_equal "new", session.asset("pixel.png").body }
  end

  test "rows that are changed past the callbacks are seen when somebody looks" do
    before = revision
    file("src/text.ts").update_columns(content: Sources.text_file("raw"), updated_at: 1.second.from_now)
    messages = told { refute_equal before, revision }
    assert_equal [["hmr_update", before]], (messages.map { |message| message.values_at("type", "from") })
  end

  test "rows without a new updated_at are seen by a refresh" do
    before = revision
    file("src/text.ts").update_columns(content: Sources.text_file("raw"))
    assert_equal(%w[hmr_update], types { Hotframe.refresh(project) })
    refute_equal before, revision
  end

  test "the watcher finds what changed, and deletions" do
    Hotframe::FileWatcherService.watch_app_files(project)
    assert_empty Hotframe::FileWatcherService.check_for_changes(project)
    file("src/text.ts").update_columns(content: Sources.text_file("watched"))
    messages = told { assert_equal ["src/text.ts"], Hotframe::FileWatcherService.check_for_changes(project).map(&:path) }
    assert_equal(["hmr_update"], messages.map { |message| message["type"] })
    file("src/app.css").delete
    assert_equal(%w[build_error], types { assert_empty Hotframe::FileWatcherService.check_for_changes(project) })
  end

  test "update_preview_files is one transaction and one message, or nothing" do
    assert_equal(%w[hmr_batch], types { project.update_preview_files("src/text.ts" => Sources.text_file("x"), "src/app.css" => "i { color: red }") })
    before = project.reload.preview_files
    assert_raises(Hotframe::InvalidPathError) { project.update_preview_files("src/text.ts" => "export const text = 2", "../x" => "") }
    assert_equal before, project.reload.preview_files
  end

  test "rows that cannot be saved leave the session as it was" do
    before = revision
    AppFile.before_save { throw :abort if content.to_s.include?("UNSAVEABLE") }
    assert_empty(types { assert_raises(ActiveRecord::RecordNotSaved) { project.update_preview_files("src/text.ts" => "export const text = 'UNSAVEABLE'") } })
    assert_equal before, revision
  end

  test "two stores on the same rows agree without talking" do
    other = Hotframe::SessionStore.new
    project.update_preview_files("src/text.ts" => Sources.text_file("agreed"))
    assert_equal revision, other.read(project, &:revision)
    project.update_preview_files("src/text.ts" => Sources.text_file("agreed again"))
    assert_equal revision, other.read(project, &:revision)
    assert_nil(other.change(project) { |_, missed| missed })
  end

  test "only so many sessions are kept" do
    with_config(max_sessions: 2) do
      projects = Array.new(4) { new_project }
      projects.each { |one| Hotframe.sessions.read(one) { nil } }
      assert_equal 2, Hotframe.sessions.size
      assert Hotframe.sessions.live?(projects.last)
      refute Hotframe.sessions.live?(projects.first)
    end
  end
end
