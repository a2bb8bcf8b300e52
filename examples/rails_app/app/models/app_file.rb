# frozen_string_literal: true

# One file of an app. Content is bytes: text files are UTF-8, images are what they are.
class AppFile < ApplicationRecord
  belongs_to :app

  validates :path, presence: true
  validate { errors.add(:path, "must be written plainly, such as src/App.tsx") unless self.class.plain_path?(path.to_s) }

  # One file has one name, so `./src//App.tsx` is not another row. What a path may lead to is the session's to judge.
  def self.plain_path?(path) = path.split("/", -1).none? { |part| ["", ".", ".."].include?(part) }

  # @return [String, nil] the content as text; nil for an image or another binary file
  def text
    text = content.dup.force_encoding(Encoding::UTF_8)
    text if text.valid_encoding? && !text.include?("\0")
  end
end
