# frozen_string_literal: true

module Hotframe
  module Edge
    # Tells how far a deploy is: the block of its caller, and `deploy_progress` to all who watch the app.
    class Progress
      # @param app [Object] the app's record
      # @param deployment_id [String]
      # @example
      #   Hotframe::Edge::Progress.new(app, "3f2a").say("building", 5, "Building")
      def initialize(app, deployment_id, &block)
        @app = app
        @deployment_id = deployment_id
        @block = block
        @last = -1
      end

      # @param status [String] as the deployment's
      # @param progress [Integer] percent; it never goes back
      # @param phase [String] for people
      # @param fields [Hash{Symbol => Object}] more of the message
      def say(status, progress, phase, deployment_url: nil, **fields)
        @last = [@last, progress].max
        @block&.call(@last / 100.0)
        return unless Hotframe.config.channel_class

        Announcer.new(@app).say(type: "deploy_progress", status:, progress: @last, phase:, deployment_id: @deployment_id, deployment_url:, **fields)
      end
    end
  end
end
