# frozen_string_literal: true

# A Rails app in one file, as an app builder has it: its own model names, its own channel. Runs on Rails 6.1 and later, without Bundler.

ENV["RAILS_ENV"] ||= "test"
require "rails"
require "active_record/railtie"
require "action_controller/railtie"
require "action_view/railtie"
require "action_cable/engine"
require "active_job/railtie"
require "active_storage/engine"
require "logger"
require "tmpdir"
require "hotframe"
require "hotframe/rails"

# What the environment chooses: DATABASE_URL (default: SQLite in a file that goes away), CABLE (async, redis, postgresql, test).
module Dummy
  FOLDER = ENV.fetch("DUMMY_FOLDER") { Dir.mktmpdir("hotframe-dummy").tap { |folder| at_exit { FileUtils.rm_rf(folder) if Process.pid == MAIN } } }
  MAIN = Process.pid
  DATABASE = ENV.fetch("DATABASE_URL") { "sqlite3:#{FOLDER}/dummy.sqlite3?timeout=5000&pool=20" }
  CABLE = ENV.fetch("CABLE", "test")
  REDIS = ENV.fetch("REDIS_URL", nil)
  NODE_MODULES = File.expand_path("../../../../examples/node_modules", __dir__)

  class Application < Rails::Application
    config.root = FOLDER
    config.load_defaults(Rails.version.to_f)
    config.eager_load = true
    config.cache_classes = true
    config.hosts.clear
    config.secret_key_base = "0" * 64
    config.logger = ActiveSupport::Logger.new(ENV.fetch("DUMMY_LOG", File::NULL))
    config.log_level = :debug
    config.active_storage.service = :local
    config.active_storage.service_configurations = { local: { service: "Disk", root: "#{FOLDER}/storage" } }
    config.active_job.queue_adapter = Rails.env.test? ? :test : :inline
    config.cache_store = REDIS ? [:redis_cache_store, { url: REDIS }] : :memory_store
    config.action_cable.disable_request_forgery_protection = true
    config.action_cable.mount_path = "/cable"
    config.action_cable.logger = config.logger
    config.action_cable.cable = { adapter: CABLE, url: REDIS, channel_prefix: "hotframe_test" }.compact.stringify_keys
    # Before 7.1 this is redis-rb's, which knows a number only.
    config.action_cable.cable["reconnect_attempts"] = [0.1, 0.5, 1, 2, 4, 8, 8, 8] if CABLE == "redis" && Rails.version.to_f >= 7.1
    config.paths["config/database"] = File.expand_path("no_database.yml", __dir__)
  end
end

Hotframe.configure do |config|
  config.app_model = "Project"
  config.node_modules = Dummy::NODE_MODULES
  config.operator = ->(request) { request.headers["X-Operator"] == "yes" }
  config.metrics = true
  config.work = :pool unless Rails.env.test?
  config.beat = ENV.fetch("DUMMY_BEAT", "20").to_f
end
ENV["DATABASE_URL"] = Dummy::DATABASE
Rails.application.initialize!
Rails.application.routes.draw do
  hotframe_previews
  get "/editor/:id", to: "editors#show"
  get "/up", to: ->(_env) { [200, { "Content-Type" => "text/plain" }, [Process.pid.to_s]] }
  mount Hotframe::Engine => "/hotframe"
  mount ActionCable.server => "/cable"
end

module Dummy
  def self.create_tables
    ActiveRecord::Schema.verbose = false
    ActiveRecord::Schema.define do
      create_table(:projects, if_not_exists: true) { |t| t.string :owner, null: false; t.timestamps } # rubocop:disable Style/Semicolon
      create_table :app_files, if_not_exists: true do |t|
        t.references :project, null: false
        t.string :path, null: false
        t.text :content
        t.timestamps
        t.index %i[project_id path], unique: true
      end
      Dummy.create_deployments
      create_table :active_storage_blobs, if_not_exists: true do |t|
        t.string :key, :filename, :content_type, :service_name, :checksum
        t.text :metadata
        t.bigint :byte_size
        t.datetime :created_at
      end
      create_table :active_storage_attachments, if_not_exists: true do |t|
        t.string :name, :record_type
        t.bigint :record_id, :blob_id
        t.datetime :created_at
      end
      create_table :active_storage_variant_records, if_not_exists: true do |t|
        t.bigint :blob_id
        t.string :variation_digest
      end
    end
  end

  # The generator's own migration: what it makes is what is tested.
  def self.create_deployments
    return if ActiveRecord::Base.connection.table_exists?(:app_deployments)

    require "rails/generators"
    require "generators/hotframe/deployments/deployments_generator"
    # Not the app's own root: another process would load the generated model beside the one of this file.
    folder = File.join(FOLDER, "generated")
    Hotframe::Generators::DeploymentsGenerator.start(%w[--app-model=Project --quiet], destination_root: folder)
    load Dir[File.join(folder, "db/migrate/*_create_app_deployments.rb")].first
    ActiveRecord::Migration.suppress_messages { CreateAppDeployments.new.migrate(:up) }
  end
end
Dummy.create_tables unless ENV["DUMMY_TABLES"] == "there"

class Project < ActiveRecord::Base
  include Hotframe::Previewable

  has_many :app_files, dependent: :destroy
  has_preview_files :app_files, attachment: :upload
end

class AppFile < ActiveRecord::Base
  belongs_to :project
  has_one_attached :upload
end

class AppDeployment < ActiveRecord::Base
  include Hotframe::Deployment

  belongs_to :project
end

module ApplicationCable
  class Connection < ActionCable::Connection::Base
    identified_by :current_user

    def connect
      self.current_user = request.params[:user].presence || reject_unauthorized_connection
    end
  end

  class Channel < ActionCable::Channel::Base
  end
end

class AppPreviewChannel < ApplicationCable::Channel
  include Hotframe::PreviewChannel

  private

  def authorize_preview(project, _action)
    return :viewer if current_user == "guest"

    project.owner == current_user
  end
end

class EditorsController < ActionController::Base
  def show
    render inline: "<%= hotframe_preview_frame(Project.find(params[:id]), viewer: 'ada') %>"
  end
end
