# frozen_string_literal: true

module Hotframe
  module Edge
    # Which apps take the fast path: a flag for all, and a share of them. An app that is in stays in while the share grows.
    module Rollout
      OFF = %w[false 0 off no].freeze
      private_constant :OFF

      class << self
        # @param app [Object] the app's record
        # @return [Boolean]
        # @example
        #   ENV["FAST_PREVIEW_ENABLED"] = "false"
        #   Hotframe::Edge::Rollout.fast?(app) # => false
        def fast?(app, settings = Hotframe.config.edge, env: ENV)
          on = settings.fast_preview
          on = OFF.exclude?(env["FAST_PREVIEW_ENABLED"].to_s.strip.downcase) if on.nil?
          on && place(app) < share(settings, env)
        end

        private

        def share(settings, env) = (settings.fast_preview_percentage || env["FAST_PREVIEW_PERCENTAGE"].presence || 100).to_f

        # Where the app stands between 0 and 100, for ever.
        def place(app) = Digest::SHA256.digest("hotframe/fast preview/#{app.id}").unpack1("N") * 100.0 / (2**32)
      end
    end
  end
end
