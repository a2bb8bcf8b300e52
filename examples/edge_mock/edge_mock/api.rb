# frozen_string_literal: true

module EdgeMock
  # Routes of the API, each a method. A request that no route takes is an error that says so.
  class Api
    Request = Struct.new(:verb, :path, :query, :headers, :body, keyword_init: true) do
      def json = JSON.parse(body)
      def bearer = headers["authorization"].to_s[/\ABearer (.+)\z/, 1]
    end

    ROUTES = [] # rubocop:disable Style/MutableConstant
    private_constant :ROUTES

    def self.on(verb, path, &)
      pattern = path.gsub(/:(\w+)/) { "(?<#{Regexp.last_match(1)}>[^/]+)" }
      name = "#{verb} #{path}"
      define_method(name, &)
      ROUTES << [verb.to_s.upcase, /\A#{pattern}\z/, name]
    end

    attr_accessor :largest_bucket

    # @param check [#call] says what a runtime says of a script: nil, or its error
    def initialize(store:, token:, account:, api_token:, check: ->(_script) {})
      @store = store
      @token = token
      @account = account
      @api_token = api_token
      @check = check
      @largest_bucket = 3
    end

    # @return [Array(Integer, Object)] status and the whole answer
    def call(request)
      status, result, info = route(request)
      [status, { success: true, errors: [], messages: [], result:, result_info: info }.compact.merge(result:)]
    rescue Refusal => e
      [e.status, { success: false, errors: [{ code: e.code, message: e.message }], messages: [], result: nil }]
    rescue JSON::ParserError
      [400, { success: false, errors: [{ code: 6_007, message: "Malformed JSON in request body" }], messages: [], result: nil }]
    end

    private

    def route(request)
      ROUTES.each do |verb, pattern, name|
        found = pattern.match(request.path)
        next unless found && verb == request.verb

        allow(request, found) unless request.path.end_with?("/workers/assets/upload")
        params = found.named_captures.transform_values { |text| Rack::Utils.unescape_path(text) }
        return @store.synchronize { send(name, request, params) }
      end
      raise Refusal.new(404, 7_003, "Could not route to #{request.path}, perhaps your object identifier is invalid?")
    end

    def allow(request, found)
      raise Refusal.new(401, 10_000, "Authentication error") unless request.bearer == @api_token
      return unless found.names.include?("account") && found["account"] != @account

      raise Refusal.new(404, 7_003, "Could not route to #{request.path}, perhaps your object identifier is invalid?")
    end

    NAMESPACES = "/accounts/:account/workers/dispatch/namespaces"
    SCRIPTS = "#{NAMESPACES}/:namespace/scripts".freeze
    SCRIPT = "#{SCRIPTS}/:script".freeze
    KV = "/accounts/:account/storage/kv/namespaces/:kv"

    on(:post, NAMESPACES) do |request, _|
      name = request.json.fetch("name")
      raise Refusal.new(409, 100_120, "namespace #{name} exists") if @store.namespaces.key?(name)

      @store.namespaces[name] = {}
      [200, { namespace_name: name, namespace_id: SecureRandom.uuid, script_count: 0 }]
    end

    on(:get, "#{NAMESPACES}/:namespace") do |_, params|
      [200, { namespace_name: params["namespace"], script_count: scripts(params).size }]
    end

    on(:put, SCRIPT) do |request, params|
      all = scripts(params)
      script = upload(request).script(params["script"], all[params["script"]], :namespace)
      judge(script)
      [200, row(all[script.name] = script)]
    end

    on(:get, SCRIPT) { |_, params| [200, { script: row(script(params)), dispatch_namespace: params["namespace"] }] }

    on(:get, "#{SCRIPT}/settings") do |_, params|
      script = script(params)
      [200, { tags: script.tags, compatibility_date: script.metadata["compatibility_date"],
              bindings: script.metadata["bindings"].map { |binding| binding["type"] == "secret_text" ? binding.except("text") : binding } }]
    end

    on(:delete, SCRIPT) do |_, params|
      script(params)
      scripts(params).delete(params["script"])
      [200, nil]
    end

    on(:get, SCRIPTS) do |request, params|
      limit = [request.query.fetch("limit", "100").to_i, 1000].min
      start = request.query["cursor"].to_i
      found = tagged(params, request.query["tags"]).sort_by(&:name)
      [200, found[start, limit].map { |script| row(script) }, { cursor: start + limit < found.size ? (start + limit).to_s : "" }]
    end

    on(:delete, SCRIPTS) do |request, params|
      raise Refusal.new(400, 10_021, "name tags") if request.query["tags"].to_s.empty?

      gone = tagged(params, request.query["tags"]).each { |script| scripts(params).delete(script.name) }
      [200, gone.map { |script| row(script) }]
    end

    on(:get, "#{SCRIPT}/secrets") { |_, params| [200, script(params).secrets.keys.map { |name| { name:, type: "secret_text" } }] }

    on(:put, "#{SCRIPT}/secrets") do |request, params|
      secret = request.json
      raise Refusal.new(400, 10_021, "a secret has name, text and type") unless secret.keys.sort == %w[name text type] && secret["type"] == "secret_text"

      change(params) { |script| script.secrets = script.secrets.merge(secret["name"] => secret["text"]) }
      [200, { name: secret["name"], type: "secret_text" }]
    end

    on(:delete, "#{SCRIPT}/secrets/:name") do |_, params|
      raise Refusal.new(404, 10_056, "secret not found") unless script(params).secrets.key?(params["name"])

      change(params) { |script| script.secrets = script.secrets.except(params["name"]) }
      [200, nil]
    end

    on(:get, "#{SCRIPT}/tags") { |_, params| [200, script(params).tags] }

    on(:put, "#{SCRIPT}/tags") do |request, params|
      Upload.check_tags(request.json)
      script(params).tags = request.json
      [200, request.json]
    end

    on(:post, "#{SCRIPT}/assets-upload-session") do |request, params|
      scripts(params)
      manifest = request.json.fetch("manifest")
      good = manifest.all? { |path, file| path.start_with?("/") && file["hash"].to_s.match?(/\A[0-9a-f]{32}\z/) && file["size"].is_a?(Integer) }
      raise Refusal.new(400, 10_021, "the manifest is not valid") unless good

      claims = { script: params["script"], manifest: manifest.transform_values { |file| file["hash"] } }
      missing = claims[:manifest].values.uniq.reject { |hash| @store.blobs.key?(hash) }
      token = @token.sign(claims.merge(kind: missing.any? ? "session" : "completion"))
      [200, { jwt: token, buckets: missing.each_slice(@largest_bucket).to_a }]
    end

    on(:post, "/accounts/:account/workers/assets/upload") do |request, _|
      claims = @token.read(request.bearer, "session") or raise Refusal.new(401, 10_013, "the session's token is not valid")
      raise Refusal.new(400, 10_021, "base64=true") unless request.query["base64"] == "true"

      Multipart.parse(request.headers["content-type"], request.body).each { |part| keep(part, claims) }
      left = claims["manifest"].values.reject { |hash| @store.blobs.key?(hash) }
      next [202, { jwt: nil }] if left.any?

      [201, { jwt: @token.sign(claims.slice("script", "manifest").merge(kind: "completion")) }]
    end

    on(:put, "/accounts/:account/workers/scripts/:script") do |request, params|
      script = upload(request).script(params["script"], @store.workers[params["script"]], :worker)
      judge(script)
      [200, row(@store.workers[script.name] = script)]
    end

    on(:put, "#{KV}/bulk") do |request, params|
      pairs = request.json
      good = pairs.is_a?(Array) && pairs.size <= 10_000 && pairs.all? { |pair| pair["key"].to_s.bytesize.between?(1, 512) && pair["value"].is_a?(String) }
      raise Refusal.new(400, 10_033, "the pairs are not valid") unless good

      pairs.each { |pair| @store.values[params["kv"]][pair["key"]] = pair["base64"] ? pair["value"].unpack1("m0") : pair["value"] }
      [200, { successful_key_count: pairs.size, unsuccessful_keys: [] }]
    end

    on(:post, "#{KV}/bulk/delete") do |request, params|
      request.json.each { |key| @store.values[params["kv"]].delete(key) }
      [200, { successful_key_count: request.json.size, unsuccessful_keys: [] }]
    end

    on(:put, "#{KV}/values/:key") do |request, params|
      @store.values[params["kv"]][params["key"]] = request.body
      [200, nil]
    end

    on(:get, "/accounts/:account/workers/domains") { |_, _| [200, @store.domains.values] }

    on(:put, "/accounts/:account/workers/domains") do |request, _|
      domain = request.json
      raise Refusal.new(400, 100_114, "the domain is not valid") unless domain.keys.sort == %w[environment hostname service zone_id]
      raise Refusal.new(404, 10_007, "service #{domain["service"]} not found") unless @store.workers.key?(domain["service"])

      id = OpenSSL::Digest::SHA256.hexdigest(domain["hostname"])[0, 32]
      [200, @store.domains[id] = domain.merge("id" => id)]
    end

    on(:delete, "/accounts/:account/workers/domains/:id") do |_, params|
      @store.domains.delete(params["id"]) or raise Refusal.new(404, 10_007, "no such domain")
      [200, nil]
    end

    on(:get, "/zones/:zone/workers/routes") { |_, _| [200, @store.routes.values] }

    on(:post, "/zones/:zone/workers/routes") do |request, _|
      route = request.json.slice("pattern", "script")
      raise Refusal.new(409, 10_020, "A route with the same pattern already exists") if @store.routes.key?(route["pattern"])

      [200, @store.routes[route["pattern"]] = route.merge("id" => SecureRandom.hex(16))]
    end

    on(:post, "/zones/:zone/purge_cache") do |request, params|
      @store.purges << request.json
      [200, { id: params["zone"] }]
    end

    def scripts(params) = @store.namespaces[params["namespace"]] || raise(Refusal.new(404, 10_092, "dispatch namespace not found"))

    def script(params) = scripts(params)[params["script"]] || raise(Refusal.new(404, 10_092, "workers.api.error.script_not_found"))

    # A script with another secret is another version of it.
    def change(params)
      script = script(params).dup
      yield script
      script.id = SecureRandom.hex(16)
      scripts(params)[script.name] = script
    end

    def upload(request)
      parts = Multipart.parse(request.headers["content-type"], request.body)
      Upload.new(parts, store: @store, token: @token, strict: request.query["bindings_inherit"] == "strict")
    end

    def judge(script)
      said = @check.call(script)
      raise Refusal.new(400, 10_021, said) if said
    end

    def keep(part, claims)
      hash = part.name
      raise Refusal.new(400, 10_021, "#{hash} is not of this session") unless claims["manifest"].value?(hash) && part.filename == hash
      raise Refusal.new(400, 10_021, "#{hash} is no base64") unless part.content.match?(%r{\A[A-Za-z0-9+/]*={0,2}\z})

      @store.blobs[hash] = Store::Blob.new(content: part.content.unpack1("m"), content_type: part.content_type)
    end

    def tagged(params, query)
      wanted = query.to_s.split(",").map { |tag| tag.delete_suffix(":yes") }
      scripts(params).values.select { |script| (wanted - script.tags).empty? }
    end

    def row(script)
      { id: script.name, etag: script.id, startup_time_ms: 1, has_modules: true, has_assets: script.assets.any?, tags: script.tags,
        created_on: Time.now.utc.iso8601, modified_on: Time.now.utc.iso8601 }
    end
  end
end
