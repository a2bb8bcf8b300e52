# frozen_string_literal: true

module Hotframe
  # A previewed app: its page, its files. The code served here is a stranger's.
  class PreviewsController < ActionController::API
    before_action :allow_framing
    before_action :trade_token, if: -> { params.key?(:hotframe_token) && Origins.hosts? }
    before_action :authorize

    def show
      path = params[:path].to_s
      return send_page if path.empty?

      asset = with_session { |session| session.asset(path) } || CodeStore.find(@app.id, path)
      return send_asset(asset) if asset
      return head(:not_found) if file?(path)

      send_page
    end

    private

    # Everything else is an address within the app, which its router knows: the page answers it.
    def file?(path) = path.start_with?("@hotframe/") || path.include?("\0") || File.extname(path).present?

    def with_session(&) = Hotframe.sessions.read(@app, &)

    # By the editor and by nobody else; X-Frame-Options cannot say that.
    def allow_framing
      response.headers.delete("X-Frame-Options")
      response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors #{editor}"
    end

    def editor = Origins.editor(request)

    def app_id = Origins.hosts? ? Origins.app_id(request.host) : Access.app_id_of(params[:key])

    # The token must not stay in the address, where scripts, histories and Referer headers find it.
    def trade_token
      grant = Access.from_token(app_id, params[:hotframe_token])
      app = grant && app_for(grant)
      remember(Access.cookie(app, viewer: grant.viewer, role: grant.role)) if app
      return unless app || from_cookie

      response.headers["Referrer-Policy"] = "no-referrer"
      response.headers["Cache-Control"] = "no-store"
      redirect_to clean_url, status: :see_other
    end

    def authorize
      @app = Origins.hosts? ? from_cookie : from_path
      render plain: "Open this preview from its editor.", status: :forbidden unless @app
    end

    # A frame without an origin has no cookies. Its page needs a token; the files that the page names are behind a path that nobody can guess.
    def from_path
      grant = Access.from_token(app_id, params[:hotframe_token])
      return app_for(grant) if grant

      AppLookup.find(app_id) if app_id && params[:path].present? && file?(params[:path].to_s)
    end

    def from_cookie
      grant = Access.from_cookie(app_id, request.cookies[Access::COOKIE])
      app_for(grant) if grant
    end

    def app_for(grant)
      app = AppLookup.find(grant.app_id) or return
      access = Hotframe.config.preview_access
      app if access.nil? || access.call(app, grant.viewer)
    end

    def clean_url
      query = request.query_parameters.except("hotframe_token").to_query
      "#{request.base_url}#{request.path}#{"?#{query}" unless query.empty?}"
    end

    # Host-only. A frame of another site is where it is needed: SameSite=None, kept apart for each site that frames it.
    def remember(cookie)
      pair = "#{Access::COOKIE}=#{Rack::Utils.escape(cookie)}"
      life = "Max-Age=#{Hotframe.config.access_life.to_i}"
      response.headers["Set-Cookie"] = [pair, "Path=/", life, "HttpOnly", "Secure", "SameSite=None", "Partitioned"].join("; ")
    end

    # "private": the path names the content, but only those who may see the app may have it.
    def send_asset(asset)
      response.headers.merge!(asset.headers)
      response.headers["Cache-Control"] = asset.immutable? ? "private, max-age=31536000, immutable" : "private, no-cache"
      # A frame without an origin asks for fonts and modules as a stranger does.
      response.headers["Access-Control-Allow-Origin"] = "*" unless Origins.hosts?
      etag = %("#{OpenSSL::Digest::SHA256.hexdigest(asset.body)[0, 32]}")
      response.headers["ETag"] = etag
      return head(:not_modified) if request.headers["If-None-Match"].to_s.split(/,\s*/).include?(etag)

      send_body(asset)
    end

    def send_body(asset)
      response.headers["Vary"] = "Accept-Encoding"
      encoding, body = Compression.of(asset, request.headers["Accept-Encoding"])
      response.headers["Content-Encoding"] = encoding if encoding
      render body:, content_type: asset.content_type
    end

    def send_page
      nonce = SecureRandom.base64(18)
      response.headers["Content-Security-Policy"] = policy(nonce)
      response.headers["Cache-Control"] = "no-store"
      page = with_session { |session| session.page(nonce:, transport: { kind: "parent", origin: editor }) }
      render body: page, content_type: "text/html; charset=utf-8"
    end

    # Scripts only with the nonce. Styles, images, fonts and requests are the app's own business. Without a host of its own the page has no
    # origin either way: also when somebody opens it outside of the frame.
    def policy(nonce)
      own = Origins.hosts? ? "'self'" : request.base_url + Origins.base(@app)
      ["default-src #{own}", "script-src 'nonce-#{nonce}'", "style-src #{own} 'unsafe-inline' https:", "img-src #{own} data: blob: https:",
       "font-src #{own} data: https:", "media-src #{own} data: blob: https:", "connect-src #{own} https: wss:", "worker-src #{own} blob:",
       "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors #{editor}",
       *("sandbox #{PreviewHelper::SANDBOX.join(" ")}" unless Origins.hosts?)].join("; ")
    end
  end
end
