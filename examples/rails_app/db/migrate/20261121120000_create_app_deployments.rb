# frozen_string_literal: true

# As `rails g hotframe:deployments` makes it.
class CreateAppDeployments < ActiveRecord::Migration[6.1]
  def change
    create_table :app_deployments do |t|
      t.references :app, null: false, index: false
      t.string :environment, null: false, default: "preview"
      t.string :status, null: false, default: "pending"
      t.integer :version, null: false
      t.string :deployment_id, null: false, index: { unique: true }
      t.string :deployment_url, :script_name, :deployed_by, :pipeline, :digest
      t.bigint :bundle_size_bytes
      t.integer :files_count
      t.datetime :build_started_at, :build_completed_at, :deploy_started_at, :deploy_completed_at, :deployed_at
      t.string :error_code
      t.text :error_message, :error_details, :build_log, :fallback_reason
      t.boolean :is_rollback, null: false, default: false
      t.bigint :rollback_version_id
      t.string :commit_sha, :commit_branch
      t.text :commit_error
      # What the version is made of, for rollbacks.
      t.binary :artifact, limit: 256.megabytes
      # Who works on it, and how long that is believed without a sign of life.
      t.string :lease
      t.datetime :lease_expires_at
      t.boolean :cancel_requested, null: false, default: false
      t.integer :requests, null: false, default: 1
      t.integer :attempts, null: false, default: 0
      # One waits and one is under way for each app and tier: NULLs are no equals.
      t.string :pending_key, index: { unique: true }
      t.string :active_key, index: { unique: true }
      t.timestamps
      t.index %i[app_id environment version], unique: true, name: "index_app_deployments_on_version"
      t.index %i[app_id environment status], name: "index_app_deployments_on_status"
    end
  end
end
