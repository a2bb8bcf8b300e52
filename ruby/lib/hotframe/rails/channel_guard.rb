# frozen_string_literal: true

module Hotframe
  # What stands between a client and an app: who may do what, how often, how much, and in which shape.
  module ChannelGuard
    extend ActiveSupport::Concern

    # What a viewer may do; everything else is an editor's.
    READS = %i[subscribe sync hmr_ready hmr_success hmr_error hmr_status hmr_console].freeze
    MAX_PATH = 1.kilobyte
    private_constant :READS, :MAX_PATH

    private

    # The app that the subscription names. An app with other ids (slugs, hashes) overrides this.
    #
    # @param id [Object] what the client sent
    # @return [Object, nil]
    def find_preview_app(id) = AppLookup.find(id)

    # Looked up for each action: a right that was taken away ends at once, not with the connection.
    def authorized_app(action)
      app = find_preview_app(params[:app_id])
      # An app may have its previews switched off.
      app = nil if app.respond_to?(:hmr_enabled) && app.hmr_enabled == false
      raise Refused.new("forbidden", "You may not open this app.") unless app && preview_may?(preview_role(app, action), action)

      app
    end

    def preview_may?(role, action) = role == "editor" || (role == "viewer" && READS.include?(action))

    # Deny by default: without a token and without `authorize_preview`, or when that fails, there is no role.
    def preview_role(app, action)
      token_role(app) || said_role(app, action)
    rescue StandardError => e
      Hotframe.config.logger.error("[hotframe] authorize_preview: #{e.full_message(highlight: false)}") unless e.is_a?(ActiveRecord::RecordNotFound)
      nil
    end

    def token_role(app)
      grant = params[:token] && Access.from_token(app.id, params[:token])
      access = Hotframe.config.preview_access
      grant.role if grant && (access.nil? || access.call(app, grant.viewer))
    end

    def said_role(app, action)
      answer = authorize_preview(app, action) if respond_to?(:authorize_preview, true)
      answer.to_s == "viewer" ? "viewer" : (answer && "editor")
    end

    def limit_connection!
      rate, burst = Hotframe.config.connection_rate
      @connection_bucket ||= TokenBucket.new(rate:, burst:)
      raise Refused.new("rate_limited", "Too many requests; slow down.") unless @connection_bucket.take
    end

    def limit_app!(app)
      rate, burst = Hotframe.config.app_rate
      @app_bucket ||= TokenBucket.new(rate:, burst:, cache: Hotframe.config.cache, key: "hotframe/rate/#{app.id}")
      raise Refused.new("rate_limited", "Too many changes of this app; slow down.") unless @app_bucket.take
    end

    def checked_path(path)
      valid = path.is_a?(String) && path.valid_encoding? && path.bytesize <= MAX_PATH
      raise bad_request("The path must be text of at most #{MAX_PATH} bytes.") unless valid

      plain = path.split("/", -1).none? { |part| ["", ".", ".."].include?(part) } && !path.match?(/[\\\0]/)
      raise bad_request("The path must be written plainly, such as src/App.tsx.") unless plain

      path
    end

    def checked_content(content)
      raise bad_request("The content must be text.") unless content.is_a?(String)
      raise bad_request("The content is larger than #{Hotframe.config.max_content} bytes.") if content.bytesize > Hotframe.config.max_content

      content
    end

    # `{path => content or null}`, or `[{path, content}]`.
    def checked_files(files)
      pairs = pairs_of(files)
      raise bad_request("There are more than #{Hotframe.config.max_files} files.") if pairs.size > Hotframe.config.max_files

      within_transaction(pairs.to_h { |path, content| [checked_path(path), content && checked_content(content)] })
    end

    def pairs_of(files)
      return files if files.is_a?(Hash)
      raise bad_request("files must map paths to contents.") unless files.is_a?(Array) && files.all?(Hash)

      files.map { |file| file.values_at("path", "content") }
    end

    def within_transaction(changes)
      return changes if changes.each_value.sum { |content| content.to_s.bytesize } <= Hotframe.config.max_transaction

      raise bad_request("The files are larger than #{Hotframe.config.max_transaction} bytes.")
    end

    def bad_request(message) = Refused.new("bad_request", message)
  end
end
