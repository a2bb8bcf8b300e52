# frozen_string_literal: true

# A previewed app on its own origin: its page, its files. The code served here is a stranger's, and this origin holds nothing but it.
class PreviewsController < ActionController::API
  before_action :allow_framing
  before_action :trade_token, if: -> { params.key?(:hotframe_token) }
  before_action :authorize

  def show
    path = params[:path].to_s
    asset = session_of_app.asset(path) if path.present?
    return send_asset(asset) if asset
    return head(:not_found) if file?(path)

    send_page
  end

  private

  # Everything else is an address within the app, which its router knows: the page answers it.
  def file?(path) = path.start_with?("@hotframe/") || path.include?("\0") || File.extname(path).present?

  def session_of_app = @session_of_app ||= PreviewSessions.read(@app)

  # By the editor and by nobody else; X-Frame-Options cannot say that.
  def allow_framing
    response.headers.delete("X-Frame-Options")
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors #{editor}"
  end

  def editor = Origins.editor(request)

  # The token must not stay in the address, where scripts, histories and Referer headers find it.
  def trade_token
    app, user = PreviewAccess.from_token(app_id, params[:hotframe_token])
    remember(PreviewAccess.cookie(app, user)) if app
    return unless app || from_cookie

    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    redirect_to clean_url, status: :see_other
  end

  def authorize
    @app, = from_cookie
    render plain: "Open this preview from its editor.", status: :forbidden unless @app
  end

  def app_id = Origins.app_id(request.host)

  def from_cookie = PreviewAccess.from_cookie(app_id, request.cookies[PreviewAccess::COOKIE])

  def clean_url
    query = request.query_parameters.except("hotframe_token").to_query
    "#{request.base_url}#{request.path}#{"?#{query}" unless query.empty?}"
  end

  # Host-only. A frame of another site is where it is needed: SameSite=None, kept apart for each site that frames it.
  def remember(cookie)
    pair = "#{PreviewAccess::COOKIE}=#{Rack::Utils.escape(cookie)}"
    life = "Max-Age=#{PreviewAccess::COOKIE_LIFE.to_i}"
    response.headers["Set-Cookie"] = [pair, "Path=/", life, "HttpOnly", "Secure", "SameSite=None", "Partitioned"].join("; ")
  end

  # "private": the path names the content, but only those who may see the app may have it.
  def send_asset(asset)
    response.headers.merge!(asset.headers)
    response.headers["Cache-Control"] = asset.immutable? ? "private, max-age=31536000, immutable" : "private, no-cache"
    render body: asset.body, content_type: asset.content_type
  end

  def send_page
    nonce = SecureRandom.base64(18)
    response.headers["Content-Security-Policy"] = policy(nonce)
    response.headers["Cache-Control"] = "no-store"
    page = session_of_app.page(nonce:, transport: { kind: "parent", origin: editor })
    render body: page, content_type: "text/html; charset=utf-8"
  end

  # Scripts only with the nonce. Styles, images, fonts and requests are the app's own business.
  def policy(nonce)
    ["default-src 'self'", "script-src 'nonce-#{nonce}'", "style-src 'self' 'unsafe-inline' https:", "img-src 'self' data: blob: https:",
     "font-src 'self' data: https:", "media-src 'self' data: blob: https:", "connect-src 'self' https: wss:", "worker-src 'self' blob:",
     "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors #{editor}"].join("; ")
  end
end
