# frozen_string_literal: true

# Migrates and, when it is new, fills the database of the demo.
module DemoDatabase
  def self.prepare
    # Rails takes the path from the working directory, and the demo may be started from anywhere.
    ActiveRecord::Migrator.migrations_paths = [Rails.root.join("db/migrate").to_s]
    ActiveRecord::Migration.suppress_messages { migrations.migrate }
    Rails.application.load_seed unless App.exists?
  end

  # It moved to the pool in Rails 7.2.
  def self.migrations
    pool = ActiveRecord::Base.connection_pool
    pool.respond_to?(:migration_context) ? pool.migration_context : ActiveRecord::Base.connection.migration_context
  end
  private_class_method :migrations
end
