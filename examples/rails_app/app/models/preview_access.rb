# frozen_string_literal: true

# Who may open a preview. The preview's origin knows no one's session, so the editor gives out a signed token, good for minutes, that the
# preview's origin trades for a cookie, good for a day. Both name one app and one user, and the user's right is looked up every time.
module PreviewAccess
  COOKIE = "hotframe_preview"
  TOKEN_LIFE = 2.minutes
  COOKIE_LIFE = 1.day

  class << self
    def token(app, user) = sign(app, user, "token", TOKEN_LIFE)

    def cookie(app, user) = sign(app, user, "cookie", COOKIE_LIFE)

    # @return [(App, User), nil]
    def from_token(app_id, signed) = verify(app_id, signed, "token")

    # @return [(App, User), nil]
    def from_cookie(app_id, signed) = verify(app_id, signed, "cookie")

    private

    def sign(app, user, purpose, life) = verifier.generate([app.id, user.id], purpose:, expires_in: life)

    def verify(app_id, signed, purpose)
      signed_app, signed_user = verifier.verified(signed, purpose:) if signed.is_a?(String)
      return unless signed_app == app_id

      user = User.find_by_id(signed_user)
      app = App.visible_to(user).find_by(id: app_id)
      [app, user] if app
    end

    def verifier = Rails.application.message_verifier("hotframe/preview")
  end
end
