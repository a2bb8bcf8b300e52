# frozen_string_literal: true

# Migrates and, when it is new, fills the database of the demo.
module DemoDatabase
  def self.prepare
    # Rails takes the path from the working directory, and the demo may be started from anywhere.
    ActiveRecord::Migrator.migrations_paths = [Rails.root.join("db/migrate").to_s]
    ActiveRecord::Migration.suppress_messages { ActiveRecord::Base.connection.migration_context.migrate }
    Rails.application.load_seed unless App.exists?
  end
end
