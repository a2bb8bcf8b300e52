# frozen_string_literal: true

# An app that somebody builds here: a React project whose files are rows.
class App < ApplicationRecord
  has_many :files, class_name: "AppFile", dependent: :delete_all

  validates :name, :owner, presence: true

  scope :visible_to, ->(user) { user ? where(owner: user.id) : none }

  # @return [Hash{String => String}] path => bytes of every file, as a session wants them
  def sources = files.pluck(:path, :content).to_h
end
