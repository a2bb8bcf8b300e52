# frozen_string_literal: true

module Hotframe
  # For the model of an app: says where its files are, and makes every committed change of them reach open previews, whoever made it.
  #
  # @example
  #   class App < ApplicationRecord
  #     has_many :app_files, dependent: :destroy
  #     has_preview_files :app_files, path: :path, content: :content
  #   end
  #
  # @example With the defaults
  #   class App < ApplicationRecord
  #     include Hotframe::Previewable
  #     has_many :app_files, dependent: :destroy
  #   end
  module Previewable
    extend ActiveSupport::Concern

    # What every model can say.
    module Macro
      # @param association [Symbol] the files
      # @param path [Symbol] their column with the path below the app's root
      # @param content [Symbol] their column with the content, text or bytes
      # @param attachment [Symbol, nil] an ActiveStorage attachment that holds the content of files whose column is empty
      # @example
      #   has_preview_files :files, path: :name, content: :source, attachment: :upload
      def has_preview_files(association = Hotframe.config.files, path: :path, content: :content, attachment: nil) # rubocop:disable Naming/PredicateName
        include Hotframe::Previewable unless include?(Hotframe::Previewable)
        self.hotframe_files = AppFiles::Mapping.new(association:, path:, content:, attachment:)
        PreviewFile.watch(self)
      end
    end

    included do
      extend Macro
      class_attribute :hotframe_files, instance_accessor: false
    end

    # @return [Hash{String => String}] path => content of every file
    # @example
    #   app.preview_files.keys # => ["index.html", "src/main.tsx"]
    def preview_files = AppFiles.new(self).to_h

    # Writes several files at once: one transaction, one message to open previews.
    #
    # @param changes [Hash{String => String, nil}] path => content, or nil to delete
    # @return [Message, nil] what previews were told; nil when nothing changed for them
    # @raise [Hotframe::Error] for a path or a size that is refused; nothing is saved then
    # @example
    #   app.update_preview_files("src/App.tsx" => source, "src/old.css" => nil)
    def update_preview_files(changes) = Edit.new(self).apply(changes)
  end
end
