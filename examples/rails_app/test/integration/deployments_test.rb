# frozen_string_literal: true

require "test_helper"

class DeploymentsTest < ActionDispatch::IntegrationTest
  include ActiveJob::TestHelper

  setup do
    host! "localhost"
    ActionController::Base.allow_forgery_protection = false
  end
  teardown { ActionController::Base.allow_forgery_protection = true }

  test "the owner's click deploys, once however often it is made" do
    post "/sign_in", params: { user: "ada" }
    2.times do
      post "/apps/#{counter.id}/deployments"
      assert_response :accepted
    end
    assert_equal 1, AppDeployment.count
    assert_equal({ "deployment_id" => AppDeployment.last.deployment_id, "version" => 1, "status" => "pending" }, response.parsed_body)

    perform_enqueued_jobs
    row = AppDeployment.last
    assert_equal %w[deployed ada], [row.status, row.deployed_by], row.error_message
    page = Net::HTTP.start("127.0.0.1", URI(row.deployment_url).port) { |http| http.get("/", { "Host" => URI(row.deployment_url).host }) }
    assert_match(%r{<script type="module" crossorigin src="/assets/}, page.body)
    refute_match(/@hotframe/, page.body)
  end

  test "a page of somebody else's cannot deploy" do
    post "/sign_in", params: { user: "ada" }
    ActionController::Base.allow_forgery_protection = true
    post "/apps/#{counter.id}/deployments"
    assert_response :unprocessable_entity
    assert_equal 0, AppDeployment.count
  end

  test "an app of somebody else does not exist" do
    post "/sign_in", params: { user: "ada" }
    post "/apps/#{graces_app.id}/deployments"
    assert_response :not_found
    assert_equal 0, AppDeployment.count
  end
end
