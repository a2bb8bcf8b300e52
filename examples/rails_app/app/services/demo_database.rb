# frozen_string_literal: true

# Migrates and, when it is new, fills the database of the demo.
module DemoDatabase
  def self.prepare
    ActiveRecord::Migration.suppress_messages { ActiveRecord::Base.connection.migration_context.migrate }
    Rails.application.load_seed unless App.exists?
  end
end
