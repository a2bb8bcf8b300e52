# frozen_string_literal: true

require_relative "boot"

require "rails"
require "active_record/railtie"
require "action_controller/railtie"
require "action_view/railtie"
require "action_cable/engine"
require "active_job/railtie"

require_relative "hotframe"

module HotframeDemo
  class Application < Rails::Application
    config.load_defaults 6.1

    # Like production: code is loaded once, so that sessions live as long as the process and no request waits for a reload check.
    config.cache_classes = true
    config.eager_load = true
    config.consider_all_requests_local = Rails.env.development?
    config.secret_key_base = ENV["SECRET_KEY_BASE"] if ENV["SECRET_KEY_BASE"]
    config.log_level = ENV.fetch("LOG_LEVEL", "info").to_sym
    config.filter_parameters += %i[content hotframe_token]
    config.generators.system_tests = nil

    # The editor is on one host, each preview on a host below it. Other names that point here are refused.
    config.x.host = ENV.fetch("HOTFRAME_HOST", "localhost")
    config.hosts = [config.x.host, ".#{config.x.host}", "127.0.0.1", "[::1]"]

    # A file of a previewed app must not be shadowed by one of ours, so nothing is served from public/.
    config.public_file_server.enabled = false

    config.x.node_modules = ENV.fetch("HOTFRAME_NODE_MODULES") { File.expand_path("../../node_modules", __dir__) }

    # `config/routes.rb` mounts the cable, on the editor's host only. Its log would hold every keystroke.
    config.action_cable.mount_path = nil
    config.action_cable.worker_pool_size = 8
    config.action_cable.allowed_request_origins = []
    config.action_cable.logger = ActiveSupport::Logger.new($stderr, level: :warn)

    # Deploys run on threads of this process.
    config.active_job.queue_adapter = Rails.env.test? ? :test : :async

    # Previews are framed by the editor: their cookie is SameSite=None and Secure, which browsers accept for http://*.localhost.
    config.content_security_policy_nonce_generator = ->(_request) { SecureRandom.base64(18) }
    config.content_security_policy_nonce_directives = %w[script-src]
  end
end
