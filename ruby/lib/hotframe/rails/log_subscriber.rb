# frozen_string_literal: true

require "active_support/log_subscriber"

module Hotframe
  # One line for each event, marked `[HMR_METRICS]`: applied edits at info, the rest at debug.
  class LogSubscriber < ActiveSupport::LogSubscriber
    # @api private
    def apply(event)
      payload = event.payload
      if payload[:outcome] == "error"
        warn { "[HMR_METRICS] Update failed in the browser of app #{payload[:app]}: #{payload[:error].to_s[0, 500].inspect}" }
      else
        info { "[HMR_METRICS] Update delivered in #{payload[:duration_ms] || "?"}ms for app #{payload[:app]} (#{payload[:outcome]})" }
      end
    end

    # @api private
    def build(event) = info { "[HMR_METRICS] Bundle of app #{event.payload[:app]} in #{event.duration.round(1)}ms" }

    # @api private
    def deploy(event) = info { "[HMR_METRICS] Deploy of app #{event.payload[:app]} in #{event.duration.round(1)}ms" }

    # @api private
    def compile(event) = debug { "[HMR_METRICS] Compile (#{event.payload[:what]}) in #{event.duration.round(1)}ms for app #{event.payload[:app]}" }

    # @api private
    def update(event)
      debug { "[HMR_METRICS] #{event.payload[:paths]&.size} files changed in app #{event.payload[:app]}: #{event.payload[:type] || "nothing to do"}" }
    end

    # @api private
    def broadcast(event) = debug { "[HMR_METRICS] Broadcast #{event.payload[:type]}, #{event.payload[:bytes]} bytes, for app #{event.payload[:app]}" }

    # @return [Logger]
    # @api private
    def logger = Hotframe.config.logger
  end
end
