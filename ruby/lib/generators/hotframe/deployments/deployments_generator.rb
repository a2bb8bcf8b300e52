# frozen_string_literal: true

require "rails/generators"
require "rails/generators/active_record"

module Hotframe
  module Generators
    # `rails g hotframe:deployments`: the table and the model of deployments. Running it again changes nothing.
    class DeploymentsGenerator < ::Rails::Generators::Base
      include ::Rails::Generators::Migration

      source_root File.expand_path("templates", __dir__)

      class_option :app_model, type: :string, default: "App", desc: "The model of an app"
      class_option :model, type: :string, default: "AppDeployment", desc: "The model of a deployment"

      def self.next_migration_number(folder) = ActiveRecord::Generators::Base.next_migration_number(folder)

      def create_migration_file
        name = "create_#{table}"
        return say_status(:identical, "db/migrate/*_#{name}.rb", :blue) if self.class.migration_exists?("#{destination_root}/db/migrate", name)

        migration_template "migration.rb.tt", "db/migrate/#{name}.rb"
      end

      def create_model
        path = "app/models/#{options[:model].underscore}.rb"
        return template("model.rb.tt", path) unless File.exist?(File.join(destination_root, path))
        return say_status(:identical, path, :blue) if File.read(File.join(destination_root, path)).include?("Hotframe::Deployment")

        inject_into_file path, "  include Hotframe::Deployment\n", after: /^\s*class #{options[:model].demodulize}.*\n/
      end

      def extend_app
        path = "app/models/#{options[:app_model].underscore}.rb"
        file = File.join(destination_root, path)
        return if !File.exist?(file) || File.read(file).include?(":#{table}")

        inject_into_file path, "  has_many :#{table}, dependent: :delete_all\n", after: /^\s*class #{options[:app_model].demodulize}.*\n/
      end

      private

      def table = options[:model].tableize.tr("/", "_")

      def app_name = options[:app_model].demodulize.underscore
    end
  end
end
