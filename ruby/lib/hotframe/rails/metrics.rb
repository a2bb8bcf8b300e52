# frozen_string_literal: true

module Hotframe
  # Counts of this process, for the dashboard and for Prometheus: how many events, how long edits took to be applied, what went wrong where.
  class Metrics
    # Durations that percentiles are of: the newest so many.
    WINDOW = 1_000
    # Apps that errors are counted for; the rest are "other", so that no tenant makes the table grow.
    APPS = 200

    class << self
      # @return [Metrics] of this process
      # @example
      #   Hotframe::Metrics.current.to_h[:applied][:p95]
      def current = @current ||= new.tap(&:subscribe)
    end

    # @example
    #   Hotframe::Metrics.new.record("apply", { outcome: "applied", duration_ms: 20 }, 0)
    def initialize
      @lock = Mutex.new
      @counts = Hash.new(0)
      @seconds = Hash.new(0.0)
      @applied = []
      @errors = Hash.new(0)
    end

    # @api private
    def subscribe
      Instruments::EVENTS.each do |name|
        ActiveSupport::Notifications.subscribe("#{name}.hotframe") { |_, start, finish, _, payload| record(name, payload, finish - start) }
      end
    end

    # @api private
    def record(event, payload, seconds)
      @lock.synchronize do
        @counts[event] += 1
        @seconds[event] += seconds
        note_applied(payload) if event == "apply"
      end
    end

    # @return [Hash{Symbol => Object}] counts, seconds spent, percentiles in milliseconds, errors by app
    # @example
    #   Hotframe::Metrics.current.to_h[:counts] # => {"apply" => 12}
    def to_h
      @lock.synchronize do
        sorted = @applied.sort
        { counts: @counts.dup, seconds: @seconds.dup, errors: @errors.dup,
          applied: { count: sorted.size, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95) } }
      end
    end

    # @return [String] Prometheus' text format
    # @example
    #   Hotframe::Metrics.current.to_prometheus
    def to_prometheus
      figures = to_h
      lines = metric("events_total", "counter", figures[:counts].transform_keys { |event| %({event="#{event}"}) })
      lines += metric("event_seconds_total", "counter", figures[:seconds].to_h { |event, n| [%({event="#{event}"}), n.round(6)] })
      lines += metric("open_previews", "gauge", "" => Presence.size)
      lines += metric("sessions", "gauge", "" => Hotframe.sessions.size)
      lines += metric("preview_errors_total", "counter", "" => figures[:errors].values.sum)
      applied = { %({quantile="0.5"}) => figures[:applied][:p50], %({quantile="0.95"}) => figures[:applied][:p95] }
      lines += metric("edit_applied_milliseconds", "summary", applied.compact)
      "#{lines.join("\n")}\n"
    end

    private

    def note_applied(payload)
      if payload[:outcome] == "error"
        app = payload[:app].to_s
        @errors[@errors.key?(app) || @errors.size < APPS ? app : "other"] += 1
      elsif payload[:duration_ms]
        @applied.shift if @applied.size >= WINDOW
        @applied.push(payload[:duration_ms].to_f)
      end
    end

    def metric(name, type, values) = ["# TYPE hotframe_#{name} #{type}", *values.map { |labels, value| "hotframe_#{name}#{labels} #{value}" }]

    def percentile(sorted, share) = sorted.empty? ? nil : sorted[((sorted.size - 1) * share).round].round(1)
  end
end
