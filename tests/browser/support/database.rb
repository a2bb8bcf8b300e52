# frozen_string_literal: true

# database.rb FILE COMMAND ARGUMENTS: reads and writes the demo's tables without the demo. Answers in JSON.

require "json"
require "sqlite3"

# The few statements that the browser tests need.
class DemoTables
  def initialize(file)
    @db = SQLite3::Database.new(file)
    @db.busy_timeout = 5000
  end

  def copy_app(name, owner)
    original = @db.get_first_value("SELECT id FROM apps WHERE name = ? ORDER BY id LIMIT 1", [name])
    @db.transaction(:immediate)
    @db.execute("INSERT INTO apps (name, owner, created_at, updated_at) SELECT name, ?, created_at, updated_at FROM apps WHERE id = ?",
                [owner, original])
    id = @db.last_insert_row_id
    @db.execute("INSERT INTO app_files (app_id, path, content, created_at, updated_at) " \
                "SELECT ?, path, content, created_at, updated_at FROM app_files WHERE app_id = ?", [id, original])
    @db.execute("INSERT INTO app_components (app_id, name, component_type, fields, default_props, created_at, updated_at) " \
                "SELECT ?, name, component_type, fields, default_props, created_at, updated_at FROM app_components WHERE app_id = ?", [id, original])
    @db.commit
    { id: }
  end

  def read(app, path)
    content = @db.get_first_value("SELECT content FROM app_files WHERE app_id = ? AND path = ?", [app.to_i, path])
    { content: content&.dup&.force_encoding(Encoding::UTF_8) }
  end

  def paths(app) = { paths: @db.execute("SELECT path FROM app_files WHERE app_id = ? ORDER BY path", [app.to_i]).flatten }

  def write(app, path, content)
    @db.execute("UPDATE app_files SET content = ? WHERE app_id = ? AND path = ?", [SQLite3::Blob.new(content), app.to_i, path])
    { changed: @db.changes }
  end
end

file, command, *arguments = ARGV
puts JSON.generate(DemoTables.new(file).public_send(command, *arguments))
