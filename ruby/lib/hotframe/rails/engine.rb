# frozen_string_literal: true

module Hotframe
  # What a Rails app mounts: previews, the dashboard and the metrics.
  #
  # @example config/routes.rb
  #   mount Hotframe::Engine => "/hotframe"
  class Engine < ::Rails::Engine
    isolate_namespace Hotframe
    engine_name "hotframe"
    # This file is below lib/hotframe/rails; the engine's folders are the gem's.
    config.root = File.expand_path("../../..", __dir__)

    initializer "hotframe.filter_parameters" do |app|
      app.config.filter_parameters += %i[hotframe_token]
    end

    initializer "hotframe.active_record" do
      ActiveSupport.on_load(:active_record) { extend Hotframe::Previewable::Macro }
    end

    initializer "hotframe.routes", before: :add_routing_paths do
      ActionDispatch::Routing::Mapper.include(Hotframe::Routes)
    end

    initializer "hotframe.helpers" do
      ActiveSupport.on_load(:action_controller_base) { helper Hotframe::PreviewHelper }
    end

    initializer "hotframe.assets" do |app|
      app.config.assets.paths << root.join("app/javascript").to_s if app.config.respond_to?(:assets) && app.config.assets.respond_to?(:paths)
    end

    initializer "hotframe.log_subscriber" do
      Hotframe::LogSubscriber.attach_to :hotframe
    end

    # The model installs the callbacks of its files, so it must be loaded also where only a file is touched (a console, a job).
    config.to_prepare do
      Hotframe::PreviewFile.watch(Hotframe.config.app_class) if Hotframe.config.app_model.to_s.safe_constantize
    end

    config.after_initialize do
      Hotframe::Metrics.current
      advice = Hotframe::CableAdvice.about(ActionCable.server.config.cable) if defined?(ActionCable)
      Hotframe.config.logger.warn(advice) if advice
    end
  end
end
