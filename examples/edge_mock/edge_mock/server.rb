# frozen_string_literal: true

require "puma"
require "puma/server"
require "rack"
require "time"

module EdgeMock
  # The mock on a port of its own, in threads of this process; workerd beside it.
  class Server
    ACCOUNT = "0123456789abcdef0123456789abcdef"
    TOKEN = "edge-mock-token"
    # A request as it came, for tests.
    Seen = Struct.new(:verb, :path, :query, :headers, :body, :status, keyword_init: true)

    attr_reader :store, :faults, :port, :runtime, :api, :token

    # @param serve [Boolean] whether workerd runs, judges scripts and serves them
    def initialize(account: ACCOUNT, api_token: TOKEN, port: 0, site_port: 0, serve: true, namespaces: [], clock: -> { Time.now.to_i })
      @port = port
      @site_port = site_port
      @serve = serve
      @store = Store.new(namespaces:)
      @token = Token.new(clock:)
      @faults = Faults.new
      @api = Api.new(store: @store, token: @token, account:, api_token:, check: ->(script) { check(script) })
      @checking = {}
      @seen_lock = Mutex.new
      @all_seen = []
    end

    def start
      @puma = Puma::Server.new(method(:call), *quietly(min_threads: 0, max_threads: 16))
      @puma.add_tcp_listener("127.0.0.1", @port)
      @port = @puma.connected_ports.first
      @puma.run
      @runtime = Runtime.new(store: @port, port: @site_port).start if @serve
      self
    end

    def stop
      @runtime&.stop
      @puma&.stop(true)
    end

    def api_base = "http://127.0.0.1:#{port}/client/v4"

    # @return [String] where a script is served
    def site(name) = "http://#{name}.localhost:#{@runtime.port}"

    # @return [Array<Seen>] what was asked so far
    def seen = @seen_lock.synchronize { @all_seen.dup }

    # Only the requests are forgotten.
    def reset_seen = @seen_lock.synchronize { @all_seen.clear }

    # Everything that was uploaded and asked for is forgotten, and no fault is left.
    def reset
      @store.clear
      @faults.clear
      @seen_lock.synchronize { @all_seen.clear }
    end

    # A Rack app.
    def call(env)
      path = env["PATH_INFO"]
      return inside(path.delete_prefix("/store/")) if path.start_with?("/store/")
      return text(404, "not here") unless path.start_with?("/client/v4/")

      outside(env, path.delete_prefix("/client/v4"))
    end

    private

    # Puma 6 has its log apart from its events.
    def quietly(options)
      defined?(Puma::LogWriter) ? [nil, options.merge(log_writer: Puma::LogWriter.null)] : [Puma::Events.null, options]
    end

    def outside(env, path)
      request = Api::Request.new(verb: env["REQUEST_METHOD"], path:, query: Rack::Utils.parse_query(env["QUERY_STRING"]), headers: headers(env),
                                 body: env["rack.input"]&.read.to_s)
      fault = @faults.take(request.verb, path)
      return run_into(fault, request, env) if fault

      respond(request, *@api.call(request))
    end

    def run_into(fault, request, env)
      fault.call&.call(request)
      fault.hang&.pop
      status, body = fault.cut == :before ? nil : @api.call(request) unless fault.status
      return cut(env, request) if fault.cut
      return respond(request, status, body) unless fault.status

      body = fault.body || { success: false, errors: [{ code: fault.code || 10_001, message: fault.message || "fault" }], messages: [], result: nil }
      respond(request, fault.status, body, fault.headers.to_h)
    end

    def respond(request, status, body, headers = {})
      note(request, status)
      body = JSON.generate(body) unless body.is_a?(String)
      [status, { "Content-Type" => "application/json" }.merge(headers), [body]]
    end

    def cut(env, request)
      note(request, 0)
      env["rack.hijack"].call
      env["rack.hijack_io"].close
      [-1, {}, []]
    end

    def note(request, status)
      @seen_lock.synchronize { @all_seen << Seen.new(**request.to_h, status:) }
    end

    def headers(env)
      env.filter_map { |name, value| [name.delete_prefix("HTTP_").downcase.tr("_", "-"), value] if name.start_with?("HTTP_") || name == "CONTENT_TYPE" }.to_h
    end

    def check(script)
      return unless @runtime

      @checking[script.id] = script
      @runtime.check(script.id)
    ensure
      @checking.delete(script.id)
    end

    # What workerd asks for.
    def inside(path)
      kind, rest = path.split("/", 2)
      case kind
      when "versions" then json(@checking[rest] || @store.version(rest)) { |script| described(script) }
      when "current" then json(@store.script(Rack::Utils.unescape_path(rest))) { |script| { version: script.id } }
      when "front" then json(front(rest)) { |script| { version: script.id } }
      when "assets" then asset(*rest.split("/", 2))
      when "values" then value(*rest.split("/", 2))
      else text(404, "not here")
      end
    end

    def described(script)
      bindings = script.metadata["bindings"].reject { |row| %w[secret_text plain_text inherit].include?(row["type"]) }
      bindings += script.texts.map { |name, text| { name:, type: "plain_text", text: } }
      modules = script.modules.values.map do |part|
        bytes = part.content.dup.force_encoding(Encoding::UTF_8)
        { name: part.filename, type: part.content_type }.merge(bytes.valid_encoding? ? { text: bytes } : { data: [bytes].pack("m0") })
      end
      { main: script.metadata["main_module"], date: script.metadata["compatibility_date"], bindings:, modules: }
    end

    # The Worker that a host's requests go to: by its domain, by a route, or the only one there is.
    def front(host)
      service = @store.domains.each_value.find { |domain| domain["hostname"] == host }&.fetch("service")
      service ||= @store.routes.each_value.find { |route| File.fnmatch(route["pattern"].split("/").first, host) }&.fetch("script")
      service ? @store.workers[service] : @store.workers.each_value.first
    end

    def asset(version, path)
      script = @store.version(version)
      hash = script && script.assets["/#{Rack::Utils.unescape_path(path)}"]
      blob = hash && @store.blobs[hash]
      blob ? [200, { "Content-Type" => blob.content_type || "application/octet-stream" }, [blob.content]] : text(404, "no such asset")
    end

    def value(namespace, key)
      found = @store.values[namespace][Rack::Utils.unescape_path(key)]
      found ? [200, { "Content-Type" => "application/octet-stream" }, [found]] : text(404, "no such key")
    end

    def json(found) = found ? [200, { "Content-Type" => "application/json" }, [JSON.generate(yield(found))]] : text(404, "not here")

    def text(status, text) = [status, { "Content-Type" => "text/plain" }, [text]]
  end
end
