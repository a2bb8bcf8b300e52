# frozen_string_literal: true

class CreateApps < ActiveRecord::Migration[6.1]
  def change
    create_table :apps do |t|
      t.string :name, null: false
      t.string :owner, null: false, index: true
      t.timestamps
    end

    create_table :app_files do |t|
      t.references :app, null: false, foreign_key: true, index: false
      t.string :path, null: false
      t.binary :content, null: false
      t.timestamps
      t.index %i[app_id path], unique: true
    end
  end
end
