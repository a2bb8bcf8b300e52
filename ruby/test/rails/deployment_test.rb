# frozen_string_literal: true

require_relative "rails_helper"
require_relative "support/edge"
require "rails/generators/test_case"
require "generators/hotframe/deployments/deployments_generator"

# The record of deployments: what may follow what, who holds it, going back, and what is kept.
class DeploymentTest < ActiveSupport::TestCase
  include EdgeTesting
  include ActiveJob::TestHelper

  def request(app = project, tier = "preview", **values) = AppDeployment.request!(app, tier, **values)

  def claimed = request.tap(&:claim!)

  test "the way of a deployment, with its times" do
    row = claimed
    assert_equal "pending", row.status
    row.start_build!
    assert_equal "building", row.status
    row.complete_build!(digest: "d", bundle_size_bytes: 10)
    assert_equal ["deploying", "d", 10], [row.status, row.digest, row.bundle_size_bytes]
    row.complete_deployment!("https://x.example", pipeline: "fast")
    assert_equal ["deployed", "https://x.example"], [row.status, row.deployment_url]
    times = row.slice(:build_started_at, :build_completed_at, :deploy_started_at, :deployed_at).values
    assert_equal times, times.sort
    assert_equal [row], AppDeployment.deployed.to_a
    assert row.finished?
  end

  test "what does not follow is refused, whoever writes it" do
    row = claimed
    assert_raises(Hotframe::Deployment::InvalidTransition) { row.complete_deployment!("x") }
    refute row.update(status: "deployed")
    assert_match(/cannot go from pending to deployed/, row.errors[:status].join)
    row.reload.start_build!
    row.fail_deployment!("no", { "line" => 3 }, error_code: "build_failed")
    assert_equal ["failed", "no", { "line" => 3 }.to_json], [row.status, row.error_message, row.error_details]
    %i[start_build! complete_build! complete_deployment!].each do |step|
      assert_raises(Hotframe::Deployment::InvalidTransition, step) { row.public_send(step) }
    end
    refute row.update(status: "deploying")
    refute AppDeployment.new(project:, environment: "moon", status: "pending").valid?
  end

  test "asking again while one waits is the same one" do
    first = request(by: "ada")
    again = request(by: "grace")
    assert_equal [first, "ada", 2], [again, again.reload.deployed_by, again.requests]
    refute_equal first, request(project, "production")
    assert first.claim!
    second = request
    assert_equal 2, second.version
    refute second.claim!, "the first is under way"
    refute AppDeployment.find(first.id).claim!, "and holds its lease"
  end

  test "whoever has lost it can write nothing any more" do
    row = claimed
    row.start_build!
    travel(Hotframe.config.edge.lease + 1) do
      other = AppDeployment.find(row.id)
      assert other.claim!
      assert_raises(Hotframe::Edge::Superseded) { row.renew! }
      assert_raises(Hotframe::Edge::Superseded) { row.complete_build! }
      other.renew!
      other.complete_build!
      assert_equal 2, other.attempts
    end
  end

  test "two processes ask at the same moment, and there is one row" do
    # The second does not see the first, as if they read together.
    first = request
    missed = Module.new { def find_by(*) = (@missed ||= 0) < 1 ? (@missed += 1) && nil : super }
    AppDeployment.singleton_class.prepend(missed)
    assert_equal first, request
  ensure
    missed&.send(:remove_method, :find_by)
  end

  test "back to any kept version in one call, without a build" do
    urls = %w[one two three].map do |text|
      project.update_preview_files("src/text.ts" => Sources.text_file(text))
      deploy[:preview_url]
    end
    first = AppDeployment.find_by!(version: 1)
    with_edge do
      result = first.rollback!(by: "grace")
      assert result[:success], result.inspect
      refute result[:phases].key?(:build)
    end
    assert_match(/one/, script_of(urls.first))
    rows = AppDeployment.order(:id).map { |row| [row.version, row.status, row.is_rollback] }
    assert_equal [[1, "deployed", false], [2, "rolled_back", false], [3, "rolled_back", false], [4, "deployed", true]], rows
    current = AppDeployment.current(project)
    assert_equal ["grace", first.digest, 4], [current.deployed_by, current.digest, current.version]

    result = service.rollback(3)
    assert result[:success], result.inspect
    assert_match(/three/, script_of(urls.first))
    assert_raises(Hotframe::NotFoundError) { service.rollback(99) }
  end

  test "versions that are too old lose what they kept; what runs keeps it" do
    settings.keep = 2
    4.times do |n|
      project.update_preview_files("src/text.ts" => Sources.text_file("v#{n}"))
      deploy
    end
    assert_equal [4, 3], AppDeployment.kept(project).pluck(:version)
    assert service.rollback(3)[:success]
    assert_equal [5, 4], AppDeployment.kept(project).pluck(:version)
    assert_raises(Hotframe::NotFoundError) { service.rollback(1) }
  end

  test "a kept version that cannot be read is a failure, not a deploy" do
    deploy
    row = AppDeployment.last
    row.update_columns(artifact: "rubbish")
    assert_equal "incomplete_answer", service.rollback(row)[:reason]
  end

  test "the job: unique for each app, takes the newest rows, follows one that waits" do
    with_edge do
      first = Hotframe::DeployPreviewJob.deploy_later(project, by: "ada")
      assert_equal first, Hotframe::DeployPreviewJob.deploy_later(project)
      assert_enqueued_jobs 1, only: Hotframe::DeployPreviewJob
      project.update_preview_files("src/text.ts" => Sources.text_file("later"))
      perform_enqueued_jobs
      assert_equal "deployed", first.reload.status
      assert_match(/later/, script_of(first.deployment_url))
      perform_enqueued_jobs { Hotframe::DeployPreviewJob.perform_later(project.id) }
      assert_equal 2, AppDeployment.deployed.count
      Hotframe::DeployPreviewJob.perform_now(0)
    end
  end

  test "the job of one whose process is gone comes back when that is sure" do
    with_edge do
      gone = claimed
      gone.start_build!
      waiting = Hotframe::DeployPreviewJob.deploy_later(project)
      clear_enqueued_jobs
      Hotframe::DeployPreviewJob.perform_now(project.id, deployment_id: waiting.id)
      assert_equal "pending", waiting.reload.status
      assert_enqueued_with(job: Hotframe::DeployPreviewJob, at: gone.reload.lease_expires_at + 1.second)
      travel 10.minutes do
        Hotframe::DeployPreviewJob.perform_now(project.id, deployment_id: waiting.id)
        assert_equal %w[failed deployed], [gone.reload.status, waiting.reload.status]
      end
    end
  end
end

class DeploymentsGeneratorTest < Rails::Generators::TestCase
  tests Hotframe::Generators::DeploymentsGenerator
  destination File.join(Dummy::FOLDER, "generated_deployments")

  setup { prepare_destination }

  test "a table, a model, the app's association; and again, nothing" do
    model = File.join(destination_root, "app/models/app.rb")
    FileUtils.mkdir_p(File.dirname(model))
    File.write(model, "class App < ApplicationRecord\nend\n")
    run_generator
    assert_migration "db/migrate/create_app_deployments.rb", /t\.references :app, null: false/
    assert_file "app/models/app_deployment.rb", /include Hotframe::Deployment\n\n  belongs_to :app\n/
    assert_file "app/models/app.rb", /has_many :app_deployments, dependent: :delete_all/
    read = -> { Dir[File.join(destination_root, "**/*.rb")].to_h { |path| [path, File.read(path)] } }
    files = read.call
    files.each_value { |text| assert RubyVM::InstructionSequence.compile(text) }
    run_generator
    assert_equal files, read.call
  end

  test "a model that is there gets the concern" do
    path = File.join(destination_root, "app/models/release.rb")
    FileUtils.mkdir_p(File.dirname(path))
    File.write(path, "class Release < ApplicationRecord\n  belongs_to :site\nend\n")
    run_generator %w[--model=Release --app-model=Site]
    assert_file "app/models/release.rb", /class Release < ApplicationRecord\n  include Hotframe::Deployment\n/
    assert_migration "db/migrate/create_releases.rb", /t\.references :site/
  end
end
