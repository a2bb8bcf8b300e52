# frozen_string_literal: true

module Hotframe
  # How a channel tells those who wait for an edit what becomes of it in its tab: see {Arrival}.
  module ChannelReports
    private

    # Somebody waits.
    def preview_present
      @preview_listened_to = Process.clock_gettime(Process::CLOCK_MONOTONIC) + Arrival::TELLING
      return unless @preview_shown

      Work.post(params[:app_id].to_s) do
        Announcer.new(authorized_app(:subscribe)).report(tab: @preview_tab, revision: @preview_shown[:revision])
      rescue Refused
        nil
      end
    end

    # An editor without a preview says nothing of revisions, and is no tab.
    def preview_arrived(app, data, **what)
      @preview_tab ||= SecureRandom.hex(8)
      revision = data["revision"]
      @preview_shown = { revision: (revision if revision.is_a?(String) && revision.bytesize <= 100), **what }
      return unless @preview_listened_to && @preview_listened_to > Process.clock_gettime(Process::CLOCK_MONOTONIC)

      Announcer.new(app).report(tab: @preview_tab, **@preview_shown)
    end
  end
end
