# frozen_string_literal: true

module Hotframe
  # Prometheus' text format; off until the configuration turns it on.
  class MetricsController < OperatorsController
    before_action { head :not_found unless Hotframe.config.metrics }

    def show
      render body: Metrics.current.to_prometheus, content_type: "text/plain; version=0.0.4; charset=utf-8"
    end
  end
end
