# frozen_string_literal: true

# Real servers: LANE=async (SQLite, one Puma), redis and postgresql (rows in PostgreSQL, two Puma workers). `rake test:live` runs all three.

require_relative "../support/services"

LANE = ENV.fetch("LANE", "async")
SERVICES = { postgres: (Services::Postgres.new.start unless LANE == "async"), redis: (Services::Redis.new.start if LANE == "redis") }.compact
SERVER = { "DUMMY_FOLDER" => Dir.mktmpdir("hotframe-live"), "CABLE" => LANE, "DUMMY_BEAT" => "0.5", "DATABASE_URL" => SERVICES[:postgres]&.url,
           "REDIS_URL" => SERVICES[:redis]&.url }.compact.freeze
# This process is what a job runner is: it holds the rows and no previews.
ENV.update(SERVER)
Minitest.after_run { FileUtils.rm_rf(SERVER["DUMMY_FOLDER"]) } if require("minitest/autorun")

require_relative "../support/dummy"
require_relative "../support/preview_client"
require_relative "../../support/sources"

class CableTest < Minitest::Test
  def self.puma = @puma ||= Services::Puma.new(SERVER, workers: LANE == "async" ? 0 : 2).start

  def setup
    @puma = CableTest.puma
    @project = Project.create!(owner: "ada")
    Sources.app.except("public/pixel.png").each { |path, content| @project.app_files.create!(path:, content:) }
    @clients = []
  end

  def teardown
    @clients.each(&:close)
    puts @puma.output unless passed?
  end

  def tab(puma = @puma) = PreviewClient.new(puma.port, @project.id).tap { |client| @clients << client }.ready

  # The revision that the rows have, found out without the server.
  def truth
    Hotframe::Session.new(@project.preview_files, compiler: Hotframe::Compilers.for(Hotframe::Origins.base(@project)), app: @project.id).revision
  end

  def edit(client, text) = client.edit(path: "src/text.ts", content: Sources.text_file(text))

  def stored(path = "src/text.ts") = AppFile.where(project_id: @project.id, path:).pick(:content)

  def assert_converge(*clients)
    expected = truth
    clients.each { |client| client.at(expected) }
  end

  def test_an_edit_reaches_every_tab
    tabs = Array.new(4) { tab }
    until_saved(tabs.first, "one")
    assert_converge(*tabs)
    assert(tabs.all? { |client| client.messages.any? { |message| message["type"] == "hmr_update" } })
  end

  def test_two_people_who_write_at_once_end_at_the_rows
    one, two = Array.new(2) { tab }
    writers = [one, two].each_with_index.map do |client, n|
      Thread.new do
        24.times { |i| client.edit(path: "src/part#{n}.ts", content: "export const n = #{i};") }
        client.save(path: "src/part#{n}.ts", content: "export const n = 24;")
      end
    end
    writers.each(&:join)
    2.times { |n| assert_equal("export const n = 24;", stored("src/part#{n}.ts")) }
    until_saved(one, "both")
    assert_converge(one, two)
  end

  def test_edits_that_are_larger_than_a_notification
    one, two = Array.new(2) { tab }
    until_saved(one, "x" * 40_000)
    assert_converge(one, two)
    files = (1..60).to_h { |n| ["src/part#{n}.ts", "export const part#{n} = #{("y" * 300).to_json};"] }
    main = "#{Sources.app["src/main.ts"]}#{files.keys.map { |path| "import #{path.sub("src/", "./").to_json};\n" }.join}"
    one.save("update_files", files: files.merge("src/main.ts" => main))
    assert_equal(main, stored("src/main.ts"))
    assert_converge(one, two)
  end

  def test_broken_code_is_told_to_all_and_mended
    one, two = Array.new(2) { tab }
    good = two.revision
    one.save(path: "src/text.ts", content: "const = #{"wrong " * 3_000}")
    [one, two].each { |client| client.wait_until("a build error") { |it| it.messages.any? { |message| message["type"] == "build_error" } } }
    assert_equal good, two.revision
    until_saved(two, "mended")
    assert_converge(one, two)
  end

  def test_a_lost_message_is_noticed
    one, two = Array.new(2) { tab }
    two.lose(1)
    until_saved(one, "lost")
    assert_converge(one, two)
  end

  def test_an_open_tab_follows_a_restarted_server
    client = tab
    @puma.stop(:KILL)
    client.wait_until("offline") { |it| !it.subscribed? }
    @project.app_files.find_by!(path: "src/text.ts").update!(content: Sources.text_file("meanwhile"))
    @puma.start
    assert_converge(client)
  end

  unless LANE == "async"
    def test_an_edit_of_another_process_reaches_every_tab
      tabs = Array.new(3) { tab }
      Project.transaction do
        @project.app_files.find_by!(path: "src/text.ts").update!(content: Sources.text_file("from a job"))
        @project.app_files.find_by!(path: "src/app.css").update!(content: "body { color: green }")
      end
      assert_converge(*tabs)
    end

    def test_another_process_can_wait_for_every_tab
      tabs = Array.new(3) { tab }
      tabs.each { |client| client.perform("hmr_ready", revision: client.revision) }
      arrival = Hotframe.arrival(@project, timeout: PreviewClient::LIMIT) do
        @project.app_files.find_by!(path: "src/text.ts").update!(content: Sources.text_file("awaited"))
        assert_converge(*tabs)
        tabs.each { |client| client.perform("hmr_success", revision: client.revision, outcome: "applied", duration: 3) }
      end
      assert_equal "applied in 3 of 3 tabs", arrival.to_s
      assert_equal truth, arrival.revision
    ensure
      # It listens no longer: before Rails 7.1 a process that does so ends with its Redis.
      ActionCable.server.restart
    end

    def test_a_worker_that_is_killed_while_it_compiles
      tabs = Array.new(4) { tab }
      # Large enough that the worker is still busy with it.
      tabs.first.edit(path: "src/big.tsx", content: Sources.large("killed", functions: 4_000))
      before = tabs.map(&:connections)
      @puma.kill_workers
      tabs.zip(before) { |client, number| client.wait_until("back") { |it| it.connections > number } }
      until_saved(tabs.last, "after the kill")
      assert_converge(*tabs)
    end

    # Nothing is shared but the rows, the cable and what the cache is.
    def test_two_machines_serve_one_app
      other = Services::Puma.new(SERVER).start
      here = tab
      there = tab(other)
      until_saved(here, "from here")
      assert_converge(here, there)
      until_saved(there, "from there")
      assert_converge(here, there)
      other.stop(:KILL)
      until_saved(here, "after the other machine")
      assert_converge(here)
    ensure
      other&.remove
    end

    def test_postgresql_restarts
      one, two = Array.new(2) { tab }
      until_saved(one, "before")
      SERVICES[:postgres].restart
      ActiveRecord::Base.connection_pool.disconnect!
      until_saved(one, "after the restart")
      assert_converge(one, two)
    end
  end

  if LANE == "redis"
    # Before Rails 7.1 a Puma worker ends when its Redis goes away, and Puma starts another: what was sent to it is sent again.
    def test_redis_stops_in_the_middle_of_an_edit_and_comes_back
      one, two = Array.new(2) { tab }
      edit(one, "while redis was there")
      begin
        SERVICES[:redis].stop(:KILL)
        edit(one, "without redis")
        edit(two, "without redis")
      ensure
        SERVICES[:redis].start
      end
      until_saved(one, "redis is back")
      assert_converge(one, two)
      until_saved(two, "with redis again")
      assert_converge(one, two)
    end
  end

  private

  # Says that it is saved only when it is in the rows.
  def until_saved(client, text)
    client.save(path: "src/text.ts", content: Sources.text_file(text))
    assert_equal(Sources.text_file(text), stored)
  end
end
