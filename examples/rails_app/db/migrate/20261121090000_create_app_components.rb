# frozen_string_literal: true

class CreateAppComponents < ActiveRecord::Migration[6.1]
  def change
    create_table :app_components do |t|
      t.references :app, null: false, foreign_key: true, index: false
      t.string :name, null: false
      t.string :component_type
      t.json :fields, null: false, default: {}
      t.json :default_props, null: false, default: {}
      t.timestamps
      t.index %i[app_id name], unique: true
    end
  end
end
