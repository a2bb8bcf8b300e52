# frozen_string_literal: true

require "rails/generators"
require "rails/generators/active_record"
require_relative "../front_end"

module Hotframe
  module Generators
    # `rails g hotframe:install`: everything that a Rails app needs for live previews. Running it again changes nothing; a file that is there
    # already is kept as it is.
    class InstallGenerator < ::Rails::Generators::Base
      include ::Rails::Generators::Migration
      include FrontEnd

      source_root File.expand_path("templates", __dir__)

      class_option :app_model, type: :string, default: "App", desc: "The model of an app"
      class_option :files, type: :string, default: "app_files", desc: "Its association with the rows that hold files (path, content)"
      %w[initializer channel migration routes stimulus view spec model].each do |part|
        class_option :"skip_#{part}", type: :boolean, default: false, desc: "Leave the #{part} alone"
      end

      def self.next_migration_number(folder) = ActiveRecord::Generators::Base.next_migration_number(folder)

      def create_initializer
        keep "initializer.rb.tt", "config/initializers/hotframe.rb" unless options[:skip_initializer]
      end

      def create_channel
        return if options[:skip_channel]

        path = "app/channels/app_preview_channel.rb"
        return keep("channel.rb.tt", path) unless there?(path)
        return say_status(:identical, path, :blue) if read(path).include?("Hotframe::PreviewChannel")

        inject_into_file path, "  include Hotframe::PreviewChannel\n\n", after: /^class AppPreviewChannel.*\n/
        say "#{path} was there already: its own actions win over Hotframe's of the same name. Take out those that Hotframe is to do, " \
            "and define authorize_preview(app, action)."
      end

      def create_migration_file
        return if options[:skip_migration]
        return say_status(:identical, "db/migrate/*_add_hotframe.rb", :blue) if self.class.migration_exists?("#{destination_root}/db/migrate", "add_hotframe")

        migration_template "migration.rb.tt", "db/migrate/add_hotframe.rb"
      end

      def add_routes
        path = "config/routes.rb"
        return if options[:skip_routes] || !there?(path)
        return say_status(:identical, path, :blue) if read(path).include?("Hotframe::Engine")

        inject_into_file path, <<-RUBY, after: /routes\.draw do.*\n/
  # A preview's host belongs to the previewed app with all its paths, so this comes first.
  hotframe_previews
  mount Hotframe::Engine => "/hotframe"

        RUBY
      end

      def extend_model
        path = "app/models/#{options[:app_model].underscore}.rb"
        return if options[:skip_model] || !there?(path)
        return say_status(:identical, path, :blue) if read(path).match?(/has_preview_files|Hotframe::Previewable/)

        inject_into_file path, "  include Hotframe::Previewable\n", after: /^\s*class #{options[:app_model].demodulize}.*\n/
      end

      def create_stimulus_controller
        return if options[:skip_stimulus]

        keep_copy gem_file("app/javascript/hotframe/hmr_controller.js"), "app/javascript/controllers/hmr_controller.js"
        connect_front_end
      end

      def create_view
        keep "preview.html.erb", "app/views/hotframe/_preview.html.erb" unless options[:skip_view]
      end

      def create_spec
        return if options[:skip_spec]

        if there?("spec")
          keep "channel_spec.rb.tt", "spec/channels/app_preview_channel_spec.rb"
        else
          keep "channel_test.rb.tt", "test/channels/app_preview_channel_test.rb"
        end
      end

      private

      def keep(source, path)
        return say_status(:identical, path, :blue) if there?(path)

        source.end_with?(".tt") ? template(source, path) : copy_file(source, path)
      end

      def keep_copy(source, path) = there?(path) ? say_status(:identical, path, :blue) : create_file(path, File.read(source))

      def there?(path) = File.exist?(File.join(destination_root, path))

      def read(path) = File.read(File.join(destination_root, path))

      def gem_file(path) = File.expand_path("../../../../#{path}", __dir__)

      def apps_table = options[:app_model].tableize

      def files_table = options[:files].tableize

      def foreign_key = "#{options[:app_model].demodulize.underscore}_id"
    end
  end
end
