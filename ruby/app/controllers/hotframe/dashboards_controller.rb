# frozen_string_literal: true

module Hotframe
  # What this process does now. Several processes have a page each: Prometheus adds them up.
  class DashboardsController < OperatorsController
    def show
      @figures = Metrics.current.to_h
      @open = Presence.by_app.max_by(50, &:last)
      response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
      response.headers["Cache-Control"] = "no-store"
    end
  end
end
