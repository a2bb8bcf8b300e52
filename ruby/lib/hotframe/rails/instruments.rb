# frozen_string_literal: true

module Hotframe
  # The events that everything here tells of, through `ActiveSupport::Notifications`: `compile.hotframe`, `update.hotframe`,
  # `broadcast.hotframe`, `apply.hotframe`, `build.hotframe` and `deploy.hotframe`; of a deploy also `edge_request.hotframe`, `edge_phase.hotframe` and
  # `edge_fallback.hotframe`. Payloads name the app and never hold code or secrets.
  #
  # @example StatsD
  #   ActiveSupport::Notifications.subscribe("apply.hotframe") do |_, _, _, _, payload|
  #     StatsD.timing("hmr.update_duration", payload[:duration_ms])
  #     StatsD.increment("hmr.updates_sent")
  #   end
  module Instruments
    EVENTS = %w[compile update broadcast apply build deploy].freeze

    class << self
      # @param event [String] one of {EVENTS}
      # @example
      #   Hotframe::Instruments.measure("deploy", app: app.id) { upload }
      def measure(event, **payload, &) = ActiveSupport::Notifications.instrument("#{event}.hotframe", payload, &)

      # @example
      #   Hotframe::Instruments.notify("apply", app: "1", outcome: "applied", duration_ms: 12)
      def notify(event, **payload) = ActiveSupport::Notifications.instrument("#{event}.hotframe", payload)
    end
  end
end
