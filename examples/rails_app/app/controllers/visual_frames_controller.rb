# frozen_string_literal: true

# The visual editor's page and its files, on the app's own host for it. A preview in all but what it shows: opened by a token, kept open by a
# cookie, framed by the editor alone, and only scripts with the page's nonce run.
class VisualFramesController < Hotframe::PreviewsController
  private

  def app_id = Origins.visual_app_id(request.host)

  def with_session(&) = VisualEditor.read(@app, &)

  def send_page
    nonce = SecureRandom.base64(18)
    response.headers["Content-Security-Policy"] = policy(nonce)
    response.headers["Cache-Control"] = "no-store"
    render body: VisualEditor.page(@app, editor:, nonce:), content_type: "text/html; charset=utf-8"
  end
end
