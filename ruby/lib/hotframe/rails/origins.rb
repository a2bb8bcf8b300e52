# frozen_string_literal: true

module Hotframe
  # Where previews are. On hosts of their own each app has an origin, with storage and addresses as it will have in production; below the
  # engine's path a preview runs in a sandboxed frame without an origin, so that its code reaches neither the editor nor another app.
  module Origins
    class << self
      # @return [Boolean] whether previews have hosts of their own
      # @example
      #   Hotframe::Origins.hosts? # => true
      def hosts? = !Hotframe.config.preview_host.nil?

      # @param host [String] of a request
      # @return [String, nil] the id of the app whose preview that is
      # @example
      #   Hotframe::Origins.app_id("app-1.preview.example") # => "1"
      def app_id(host) = hosts? ? host[pattern, 1] : nil

      # @return [String] the path that an app's preview is served below
      # @example
      #   Hotframe::Origins.base(app) # => "/"
      def base(app) = hosts? ? "/" : "#{mount}/previews/#{Access.key(app.id)}/"

      # @param request [ActionDispatch::Request] of the editor's page
      # @return [String] the origin of an app's preview; `"null"` in a frame without one
      # @example
      #   Hotframe::Origins.preview(request, app) # => "https://app-1.preview.example"
      def preview(request, app) = hosts? ? "#{request.protocol}#{host(app)}#{request.port_string}" : "null"

      # @param request [ActionDispatch::Request]
      # @return [String] the address of an app's preview, without a token
      # @example
      #   Hotframe::Origins.address(request, app) # => "https://app-1.preview.example/"
      def address(request, app) = hosts? ? "#{preview(request, app)}/" : "#{request.base_url}#{base(app)}"

      # @param request [ActionDispatch::Request] of a preview
      # @return [String] the origin of the editor's pages
      # @example
      #   Hotframe::Origins.editor(request) # => "https://www.example"
      def editor(request)
        Hotframe.config.editor_origin&.then { |origin| origin.respond_to?(:call) ? origin.call(request) : origin } || default_editor(request)
      end

      # Where the engine is mounted.
      #
      # @api private
      def mount = @mount ||= Engine.routes.find_script_name({}).to_s.chomp("/")

      private

      def host(app) = format(Hotframe.config.preview_host, id: app.id)

      def pattern
        template = Hotframe.config.preview_host
        return @pattern if @template == template

        before, after = template.split(/%<id>s|%\{id\}/, 2).map { |part| Regexp.escape(part) }
        @template = template
        @pattern = /\A#{before}([A-Za-z0-9][A-Za-z0-9_-]{0,62})#{after}\z/
      end

      def default_editor(request)
        raise ArgumentError, "config.preview_host needs config.editor_origin: which pages may frame a preview?" if hosts?

        request.base_url
      end
    end
  end
end
