# frozen_string_literal: true

require "active_support"
require "active_support/core_ext"
require "active_support/concern"
require "active_support/notifications"

require_relative "../hotframe" unless defined?(Hotframe::Session)

# The part of Hotframe that lives in a Rails app: a channel, pages, tokens, and the sessions of this process.
#
# @example config/initializers/hotframe.rb
#   Hotframe.configure do |config|
#     config.node_modules = Rails.root.join("previews/node_modules")
#     config.preview_host = "app-%<id>s.preview.example"
#   end
module Hotframe
  autoload :Access, "hotframe/rails/access"
  autoload :Announcer, "hotframe/rails/announcer"
  autoload :AppFiles, "hotframe/rails/app_files"
  autoload :AppLookup, "hotframe/rails/app_lookup"
  autoload :Arrival, "hotframe/rails/arrival"
  autoload :CableAdvice, "hotframe/rails/cable_advice"
  autoload :ChannelGuard, "hotframe/rails/channel_guard"
  autoload :ChannelReports, "hotframe/rails/channel_reports"
  autoload :ChannelWork, "hotframe/rails/channel_work"
  autoload :CodeStore, "hotframe/rails/code_store"
  autoload :Compilers, "hotframe/rails/compilers"
  autoload :Compression, "hotframe/rails/compression"
  autoload :Configuration, "hotframe/rails/configuration"
  autoload :Deployment, "hotframe/rails/deployment"
  autoload :DeployPreviewJob, "hotframe/rails/deploy_preview_job"
  autoload :Edge, "hotframe/rails/edge"
  autoload :EdgePreviewService, "hotframe/rails/edge_preview_service"
  autoload :Edit, "hotframe/rails/edit"
  autoload :FastBuildService, "hotframe/rails/fast_build_service"
  autoload :FileWatcherService, "hotframe/rails/file_watcher_service"
  autoload :GitHubSyncJob, "hotframe/rails/git_hub_sync_job"
  autoload :GitSync, "hotframe/rails/git_sync"
  autoload :Instruments, "hotframe/rails/instruments"
  autoload :LogSubscriber, "hotframe/rails/log_subscriber"
  autoload :Metrics, "hotframe/rails/metrics"
  autoload :Origins, "hotframe/rails/origins"
  autoload :OutsideEdits, "hotframe/rails/outside_edits"
  autoload :Presence, "hotframe/rails/presence"
  autoload :PreviewChannel, "hotframe/rails/preview_channel"
  autoload :PreviewHelper, "hotframe/rails/preview_helper"
  autoload :PreviewFile, "hotframe/rails/preview_file"
  autoload :Previewable, "hotframe/rails/previewable"
  autoload :PuckToReactService, "hotframe/rails/puck_to_react_service"
  autoload :Refused, "hotframe/rails/refused"
  autoload :Routes, "hotframe/rails/routes"
  autoload :SessionStore, "hotframe/rails/session_store"
  autoload :TokenBucket, "hotframe/rails/token_bucket"
  autoload :Work, "hotframe/rails/work"

  class << self
    # @return [Configuration]
    # @example
    #   Hotframe.config.max_content # => 2097152
    def config = @config ||= Configuration.new

    # Sets how Hotframe works in this Rails app; called once, from an initializer.
    #
    # @yield [Configuration]
    # @example
    #   Hotframe.configure { |config| config.files = :app_files }
    def configure
      yield config
      config
    end

    # @return [SessionStore] the live sessions of this process
    # @example
    #   Hotframe.sessions.read(app) { |session| session.revision }
    def sessions = @sessions ||= SessionStore.new

    # Takes the app's rows as they are now and tells open previews what is different: for edits that went past the model's callbacks
    # (`update_all`, raw SQL).
    #
    # @param app [Object] the app's record
    # @return [Message, nil] what previews were told; nil when nothing changed
    # @example
    #   AppFile.where(app: app).update_all("content = replace(content, 'a', 'b')")
    #   Hotframe.refresh(app)
    def refresh(app) = Edit.new(app).refresh

    # Waits until an edit has arrived in the open tabs of an app, or has failed there: for a job, or an agent that wants to know what became of what
    # it wrote. Tabs are asked first who is there (0.3 seconds), then the block makes the edit.
    #
    # @param app [Object] the app's record
    # @param timeout [Numeric] seconds
    # @yield makes the edit; its transaction ends before the block does. Without a block: where tabs are now
    # @return [Arrival]
    # @example
    #   arrival = Hotframe.arrival(app) { app.app_files.find_by!(path: "src/App.tsx").update!(content: source) }
    #   arrival.to_s                    # => "applied in 2 of 2 tabs"
    #   arrival.failed.map(&:error)     # => ["TypeError: x is undefined\n    at App (src/App.tsx:4:10)"]
    def arrival(app, timeout: 10, &edit)
      Arrival.await(app, timeout:, &edit)
    end

    # Takes rights away at once: tokens that were given out open nothing any more, and every subscription asks `authorize_preview` again.
    #
    # @param app [Object] the app's record
    # @example
    #   membership.destroy!
    #   Hotframe.revoke(app)
    def revoke(app)
      Access.revoke(app)
      Announcer.new(app).signal("revoked")
    end
  end
end

require_relative "rails/engine" if defined?(Rails::Engine)
