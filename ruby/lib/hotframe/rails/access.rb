# frozen_string_literal: true

module Hotframe
  # Who may open a preview. Its origin knows nobody's session, so the editor's page gives out a signed token, good for minutes, that the
  # preview's origin trades for a cookie. Both name one app, one viewer and one role.
  module Access
    # Who holds a token, for which app and as what.
    Grant = Struct.new(:app_id, :viewer, :role, keyword_init: true)

    COOKIE = "hotframe_preview"
    ROLES = %w[viewer editor].freeze

    class << self
      # @param app [Object] the app's record
      # @param viewer [#to_s] names the person, in {Configuration#preview_access}
      # @param role [String, Symbol] `viewer` or `editor`
      # @return [String] signed, for the address of a preview and for a subscription's `token`
      # @example
      #   Hotframe::Access.token(app, viewer: current_user.id)
      def token(app, viewer: nil, role: "viewer") = sign(app, viewer, role, "token", Hotframe.config.token_life)

      # @return [String] signed, for a preview's cookie
      # @api private
      def cookie(app, viewer: nil, role: "viewer") = sign(app, viewer, role, "cookie", Hotframe.config.access_life)

      # @param app_id [Object] what the token must be for
      # @param signed [String, nil]
      # @return [Grant, nil] nil for a token that is forged, old, revoked, or for another app
      # @example
      #   Hotframe::Access.from_token(app.id, params[:token])&.role # => "viewer"
      def from_token(app_id, signed) = verify(app_id, signed, "token")

      # @return [Grant, nil]
      # @api private
      def from_cookie(app_id, signed) = verify(app_id, signed, "cookie")

      # Makes every token and cookie of the app worthless.
      #
      # @api private
      def revoke(app) = Hotframe.config.cache.write(epoch_key(app.id), SecureRandom.hex(8))

      # Names an app in an address below the engine's path, where files are asked for without a cookie: a part of it cannot be guessed.
      #
      # @api private
      def key(app_id) = "#{app_id}-#{proof(app_id)}"

      # @return [String, nil] the app's id
      # @api private
      def app_id_of(key)
        id, _, given = key.to_s.rpartition("-")
        id if id.present? && ActiveSupport::SecurityUtils.secure_compare(given, proof(id))
      end

      private

      def proof(app_id) = OpenSSL::HMAC.hexdigest("SHA256", path_secret, app_id.to_s)[0, 32]

      def path_secret = @path_secret ||= ::Rails.application.key_generator.generate_key("hotframe/preview path", 32)

      def sign(app, viewer, role, purpose, life)
        raise ArgumentError, "unknown role #{role.inspect}" unless ROLES.include?(role.to_s)

        verifier.generate([app.id.to_s, viewer&.to_s, role.to_s, epoch(app.id)], purpose:, expires_in: life)
      end

      def verify(app_id, signed, purpose)
        return unless signed.is_a?(String)

        id, viewer, role, epoch = verifier.verified(signed, purpose:)
        Grant.new(app_id: id, viewer:, role:) if id && id == app_id.to_s && epoch == epoch(app_id)
      end

      def epoch(app_id) = Hotframe.config.cache.read(epoch_key(app_id))

      def epoch_key(app_id) = "hotframe/epoch/#{app_id}"

      def verifier = ::Rails.application.message_verifier("hotframe/preview")
    end
  end
end
