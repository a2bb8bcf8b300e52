# frozen_string_literal: true

module Hotframe
  # For the editor's views.
  module PreviewHelper
    # What the code in a frame may do. Never to leave the frame; `allow-same-origin` only on an origin of its own.
    SANDBOX = %w[allow-scripts allow-forms allow-modals allow-popups allow-downloads].freeze

    # The frame that shows an app, with what `hotframe_controller.js` needs to keep it live.
    #
    # @param app [Object] the app's record
    # @param viewer [#to_s, nil] who looks; {Configuration#preview_access} is asked about them. Default: `current_user`, when there is one.
    # @param html [Hash] further attributes of the `<iframe>`
    # @return [ActiveSupport::SafeBuffer]
    # @example
    #   <%= hotframe_preview_frame(@app, class: "w-full h-full") %>
    def hotframe_preview_frame(app, viewer: hotframe_viewer, **html)
      frame = tag.iframe(**{ id: "preview_iframe", title: "Preview", **html, src: hotframe_preview_url(app, viewer:), sandbox: hotframe_sandbox,
                             data: { hmr_target: "iframe", **html.fetch(:data, {}) } })
      tag.div(frame, class: "hotframe-preview", style: "display: contents",
                     data: { controller: "hmr", hmr_app_id_value: app.id, hmr_origin_value: Origins.preview(request, app) })
    end

    # @return [String] the address of an app's preview, with a token that opens it
    # @example
    #   link_to "Open in a tab", hotframe_preview_url(app)
    def hotframe_preview_url(app, viewer: hotframe_viewer)
      "#{Origins.address(request, app)}?#{{ hotframe_token: Access.token(app, viewer:) }.to_query}"
    end

    # @return [String] the origin of an app's preview, for `frame-src` and for checks of `postMessage`
    # @example
    #   content_security_policy { |policy| policy.frame_src helpers.hotframe_preview_origin(@app) }
    def hotframe_preview_origin(app) = Origins.preview(request, app)

    # @return [String]
    # @api private
    def hotframe_sandbox = (Origins.hosts? ? [*SANDBOX, "allow-same-origin"] : SANDBOX).join(" ")

    private

    def hotframe_viewer
      user = current_user if respond_to?(:current_user)
      user.respond_to?(:id) ? user.id : user
    end
  end
end
