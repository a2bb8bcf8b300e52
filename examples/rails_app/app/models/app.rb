# frozen_string_literal: true

# An app that somebody builds here: a React project whose files are rows.
class App < ApplicationRecord
  has_many :files, class_name: "AppFile", inverse_of: :app, dependent: :delete_all
  has_many :deployments, class_name: "AppDeployment", dependent: :delete_all
  has_preview_files :files
  has_many :app_components, dependent: :delete_all

  validates :name, :owner, presence: true

  # What belongs to the team is everybody's.
  TEAM = "team"

  scope :visible_to, ->(user) { user ? where(owner: [user.id, TEAM]) : none }
end
