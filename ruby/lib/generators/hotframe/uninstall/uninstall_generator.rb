# frozen_string_literal: true

require "rails/generators"
require "rails/generators/active_record"

module Hotframe
  module Generators
    # `rails g hotframe:uninstall`: takes away what `hotframe:install` made, and a migration that takes the columns away. Your channel is kept when
    # it says more than the generated one did.
    class UninstallGenerator < ::Rails::Generators::Base
      include ::Rails::Generators::Migration

      source_root File.expand_path("../install/templates", __dir__)

      class_option :app_model, type: :string, default: "App", desc: "The model of an app"
      class_option :skip_migration, type: :boolean, default: false, desc: "Leave the columns"

      MADE = %w[config/initializers/hotframe.rb app/javascript/controllers/hmr_controller.js app/views/hotframe/_preview.html.erb].freeze
      SPECS = %w[spec/channels/app_preview_channel_spec.rb test/channels/app_preview_channel_test.rb].freeze

      def self.next_migration_number(folder) = ActiveRecord::Generators::Base.next_migration_number(folder)

      def remove_files = MADE.each { |path| remove_file(path) if there?(path) }

      def remove_channel
        path = "app/channels/app_preview_channel.rb"
        return unless there?(path)
        return [path, *SPECS].each { |file| remove_file(file) if there?(file) } if read(path).include?("Made by hotframe:install")

        gsub_file path, /^ *include Hotframe::PreviewChannel\n\n?/, ""
      end

      def remove_routes
        path = "config/routes.rb"
        return unless there?(path)

        gsub_file path, /^ *# A preview's host belongs to the previewed app.*\n/, ""
        gsub_file path, /^ *hotframe_previews\n/, ""
        gsub_file path, /^ *mount Hotframe::Engine.*\n\n?/, ""
      end

      def remove_from_front_end
        index = "app/javascript/controllers/index.js"
        gsub_file(index, /\n?import HmrController from .*\napplication\.register\("hmr", HmrController\)\n/, "") if there?(index)
      end

      def remove_from_model
        path = "app/models/#{options[:app_model].underscore}.rb"
        gsub_file(path, /^ *(include Hotframe::Previewable|has_preview_files.*)\n/, "") if there?(path)
      end

      def create_migration_file
        folder = "#{destination_root}/db/migrate"
        return if options[:skip_migration] || !self.class.migration_exists?(folder, "add_hotframe") || self.class.migration_exists?(folder, "remove_hotframe")

        migration_template "remove_migration.rb.tt", "db/migrate/remove_hotframe.rb"
      end

      private

      def there?(path) = File.exist?(File.join(destination_root, path))

      def read(path) = File.read(File.join(destination_root, path))

      def apps_table = options[:app_model].tableize
    end
  end
end
