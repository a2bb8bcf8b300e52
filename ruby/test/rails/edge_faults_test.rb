# frozen_string_literal: true

require "English"
require_relative "rails_helper"
require_relative "support/services"
require_relative "support/edge"
require_relative "support/cutting_proxy"

# What goes wrong on the way to the edge. Whatever it is: an app is deployed and says so, or it is not and says why.
class EdgeFaultsTest < ActiveSupport::TestCase
  include EdgeTesting
  include ActiveJob::TestHelper

  def assert_deployed(result)
    assert result[:success], result.inspect
    row = AppDeployment.find_by!(deployment_id: result[:deployment_id])
    assert_equal "deployed", row.status
    assert_equal row.digest, JSON.parse(visit(result[:preview_url], "/__hotframe").body)["version"]
    row
  end

  def assert_failed(reason, result)
    assert_equal [false, reason], result.values_at(:success, :reason), result.inspect
    row = AppDeployment.find_by!(deployment_id: result[:deployment_id])
    assert_equal ["failed", reason, nil, nil], [row.status, row.error_code, row.deployed_at, row.active_key]
    row
  end

  test "the API is down: as many attempts as there may be, with growing pauses" do
    settings.api_base = "http://127.0.0.1:#{Services.free_port}/client/v4"
    row = assert_failed("unreachable", deploy)
    assert_match(/ECONNREFUSED/, row.error_message)
    assert_equal settings.attempts - 1, clock.slept.size
    clock.slept.each_with_index { |pause, at| assert_includes 0..(settings.backoff * (2**at)), pause }
  end

  test "the API is slow: an attempt ends, the next one is answered" do
    settings.timeout = 1.5
    settings.lease = 10
    gate = Queue.new
    mock.faults.add(/assets-upload-session/, hang: gate)
    assert_deployed(deploy)
    assert_operator asked.grep(/assets-upload-session/).size + gate.num_waiting, :>=, 2
  ensure
    gate << true
  end

  test "an answer of 500 is asked for again; one that stays is the end" do
    mock.faults.add(%r{/scripts/preview}, verb: :put, status: 500, times: 2)
    assert_deployed(deploy)
    mock.faults.add(%r{/scripts/preview}, verb: :put, status: 503, times: 100)
    row = assert_failed("unavailable", deploy)
    assert_equal 503, JSON.parse(row.error_details)["status"]
  end

  test "an answer that is no answer" do
    mock.faults.add(/assets-upload-session/, status: 200, body: "<html>gateway</html>")
    assert_deployed(deploy)
    mock.faults.add(/assets-upload-session/, status: 502, body: "<html>gateway</html>", times: 100)
    assert_failed("unavailable", deploy)
  end

  test "429: nobody asks before the API wants to hear of it" do
    mock.faults.add(/assets-upload-session/, status: 429, code: 971, headers: { "Retry-After" => "7" })
    assert_deployed(deploy)
    assert_operator clock.slept.sum, :>=, 7
  end

  test "429 for longer than a deploy may take is a failure that says when to come back" do
    mock.faults.add(/./, status: 429, headers: { "Ratelimit" => '"default";r=0;t=900' }, times: 100)
    result = deploy
    assert_failed("rate_limited", result)
    assert_in_delta 900, result[:retry_after], 1
    # The next one, of whatever app, does not ask either.
    mock.reset_seen
    assert_equal "rate_limited", deploy(new_project)[:reason]
    assert_empty mock.seen
  end

  test "the last request of a window is followed by a pause" do
    mock.faults.add(/assets-upload-session/, status: 500, headers: { "Ratelimit" => '"default";r=0;t=12', "Ratelimit-Policy" => '"default";q=1200;w=300' })
    assert_deployed(deploy)
    assert_operator clock.slept.sum, :>=, 11.9
  end

  test "a token's own limit is kept without being told" do
    settings.rate = [2, 3]
    assert_deployed(deploy)
    assert_operator clock.slept.sum, :>=, ((mock.seen.size - 3) / 2.0) - 0.5
  end

  test "done, but the answer was lost: doing it again changes nothing" do
    mock.faults.add(/assets-upload-session/, cut: :after)
    mock.faults.add(%r{assets/upload\z}, cut: :after)
    mock.faults.add(%r{/scripts/preview-\d+\z}, verb: :put, cut: :after)
    assert_deployed(deploy)
  end

  test "the connection breaks in the middle of a multipart body" do
    proxy = CuttingProxy.new(mock.port, after: 1500, times: 2)
    settings.api_base = proxy.api_base
    add_file(project, "public/large.txt", "x" * 20_000)
    row = assert_deployed(deploy)
    assert_equal 2, proxy.cut
    assert_equal "x" * 20_000, visit(row.deployment_url, "/large.txt").body
  ensure
    proxy&.stop
  end

  test "a session's token that ends in the middle of the upload" do
    now = Time.now.to_i
    old = EdgeMock::Server.new(serve: false, clock: -> { now }).start
    @settings = edge_settings(old, concurrency: 1)
    old.faults.add(%r{assets/upload\z}, skip: 1, call: ->(_) { now += 2 * EdgeMock::Token::LIFE })
    files = (1..9).to_h { |n| ["public/#{n}.txt", "file #{n}"] }
    result = deploy(new_project(files: source.merge(files)))
    assert result[:success], result.inspect
    assert_equal(2, old.seen.count { |seen| seen.path.end_with?("assets-upload-session") })

    # ... and the token at its end, before the script is there.
    old.faults.add(%r{/scripts/preview-\d+\z}, verb: :put, call: ->(_) { now += 2 * EdgeMock::Token::LIFE })
    assert deploy(new_project(files: source("other")))[:success]
  ensure
    old&.stop
  end

  test "a wrong API token is an error at once" do
    settings.api_token = "wrong"
    assert_failed("unauthorized", deploy)
    assert_empty clock.slept
  end

  test "uploaded, yet something else is served" do
    mock.faults.add(%r{/settings\z}, status: 200, body: { success: true, errors: [], messages: [], result: { tags: ["v-other"] } })
    assert_failed("not_serving", deploy)
    settings.probe_at = ["127.0.0.1", Services.free_port]
    assert_failed("not_serving", deploy)
  end

  test "every number of the API is an error of its own" do
    codes = { 10_021 => "script_invalid", 10_027 => "script_too_large", 10_007 => "not_found", 10_092 => "not_found", 10_023 => "no_access",
              10_074 => "class_exists", 10_000 => "unauthorized", 4711 => "refused" }
    codes.each do |code, reason|
      mock.faults.add(%r{/scripts/preview-\d+\z}, verb: :put, status: 400, code:, message: "said")
      row = assert_failed(reason, deploy)
      assert_equal code, JSON.parse(row.error_details)["api_code"]
    end
  end

  test "two deploys at once: one runs, one waits, and the one that waits has the newest rows" do
    gate = Queue.new
    mock.faults.add(%r{/scripts/preview-\d+\z}, verb: :put, hang: gate)
    first = Thread.new { deploy }
    Services.wait_until("the first is under way") { AppDeployment.deploying.any? && gate.num_waiting == 1 }
    project.update_preview_files("src/text.ts" => Sources.text_file("newest"))
    second, third = Array.new(2) { deploy }
    assert_equal [true, true], [second[:queued], third[:queued]]
    assert_equal second[:deployment_id], third[:deployment_id]
    assert_equal 2, AppDeployment.count
    assert_equal 2, AppDeployment.last.requests

    with_edge { assert_enqueued_jobs(1, only: Hotframe::DeployPreviewJob) { gate << true and assert_deployed(first.value) } }
    with_edge { perform_enqueued_jobs }
    assert_equal %w[deployed deployed], AppDeployment.order(:id).map(&:status)
    assert_match(/newest/, script_of(mock.site("preview-#{project.id}")))
  ensure
    gate << true
    first&.join
  end

  test "a rollback during a deploy: the deploy stops, the old version is served" do
    old = assert_deployed(deploy)
    project.update_preview_files("src/text.ts" => Sources.text_file("unwanted"))
    gate = Queue.new
    mock.faults.add(%r{assets/upload\z}, hang: gate)
    running = Thread.new { deploy }
    Services.wait_until("it uploads") { gate.num_waiting == 1 }
    assert service.rollback(old)[:queued]
    with_edge { gate << true and assert_failed("superseded", running.value) }
    refute_match(/unwanted/, script_of(old.deployment_url))
    with_edge { perform_enqueued_jobs }
    row = AppDeployment.order(:id).last
    assert_equal ["deployed", true, old.id, old.digest], [row.status, row.is_rollback, row.rollback_version_id, row.digest]
    assert_match(/hello/, script_of(old.deployment_url))
  ensure
    gate << true
    running&.join
  end
end

# A process that is killed leaves its row as it was: these rows are committed.
class EdgeCrashTest < ActiveSupport::TestCase
  include EdgeTesting

  self.use_transactional_tests = false
  teardown do
    [AppDeployment, AppFile, Project].each(&:delete_all)
    ActiveStorage::Attachment.delete_all
  end

  %w[build dispatch assets script verify].each do |phase|
    test "killed in #{phase}: not deployed, and the next attempt goes on from there" do
      id = killed_in(phase)
      row = AppDeployment.find(id)
      assert_includes %w[building deploying], row.status
      assert_nil row.deployed_at
      refute row.claim!, "its lease is still good"

      travel 10.minutes do
        mock.reset_seen
        result = service.run(row)
        assert result[:success], result.inspect
        assert_equal phase == "build", result[:phases].key?(:build)
        assert_equal ["deployed", 2], row.reload.slice(:status, :attempts).values
        assert_equal row.digest, JSON.parse(visit(result[:preview_url], "/__hotframe").body)["version"]
        assert_empty(asked.grep(%r{assets/upload\z})) if %w[script verify].include?(phase)
      end
    end
  end

  test "killed, and somebody asks anew: the dead one has failed, and says why" do
    id = killed_in("script")
    travel 10.minutes do
      result = deploy
      assert result[:success], result.inspect
      assert_equal %w[failed interrupted], AppDeployment.find(id).slice(:status, :error_code).values
      assert_equal 1, AppDeployment.deployed.count
    end
  end

  private

  # A child that deploys and is killed when that phase begins.
  def killed_in(phase)
    project
    ActiveRecord::Base.connection_handler.clear_all_connections!
    child = fork do
      event = phase == "build" ? "build" : "edge_phase"
      ActiveSupport::Notifications.subscribe("#{event}.hotframe", Class.new do
        define_method(:start) { |_, _, payload| Process.kill(:KILL, Process.pid) if phase == "build" || payload[:phase] == phase }
        def finish(*) = nil
      end.new)
      deploy
    ensure
      exit!(1)
    end
    Process.wait(child)
    assert_equal Signal.list["KILL"], $CHILD_STATUS.termsig
    AppDeployment.last.id
  end
end
