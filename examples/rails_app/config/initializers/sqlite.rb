# frozen_string_literal: true

# With a write-ahead log a keystroke's commit need not wait for the disk; after a power cut the database is whole, minus the last moments.
module FastCommits
  # A transaction that reads before it writes fails at once when another one wrote meanwhile; one that announces its write waits its turn.
  def begin_db_transaction
    log("begin immediate transaction", nil) { @connection.transaction(:immediate) }
  end

  private

  def configure_connection
    super
    execute("PRAGMA journal_mode = WAL")
    execute("PRAGMA synchronous = NORMAL")
  end
end

ActiveSupport.on_load(:active_record) do
  # From 7.1 on Rails does so by itself.
  next if Rails.gem_version >= Gem::Version.new("7.1")

  require "active_record/connection_adapters/sqlite3_adapter"
  ActiveRecord::ConnectionAdapters::SQLite3Adapter.prepend(FastCommits)
end
