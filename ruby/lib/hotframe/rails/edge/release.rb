# frozen_string_literal: true

module Hotframe
  module Edge
    # Brings an artifact to the edge: files, script, hosts, cache; and looks whether it is there. Every step says what is to be, so that all of them
    # can be done again after a crash.
    class Release
      # How often the deployed address is asked before it counts as not serving.
      PROBES = 40
      # Tags of a script, all together.
      TAGS = 8
      private_constant :PROBES, :TAGS

      # @return [Hash{Symbol => Float}] milliseconds of each phase
      attr_reader :phases

      # @param app [Object] the app's record
      # @param tier [Tier]
      # @param api [Api]
      # @param progress [Progress]
      # @param fence [#call] raises when somebody else has taken over; asked before each step that others can see
      # @example
      #   Hotframe::Edge::Release.new(app, tier, api, progress, fence: -> {}).call(artifact) # => "https://preview-7.apps.example"
      def initialize(app, tier, api, progress, fence:, clock: Clock)
        @app = app
        @tier = tier
        @api = api
        @settings = api.client.settings
        @progress = progress
        @fence = fence
        @clock = clock
        @phases = {}
      end

      # @return [String] the script's name
      def name = @settings.name(@app, @tier)

      # @param artifact [Artifact]
      # @return [String] the address
      # @raise [Error]
      def call(artifact)
        dispatch = Dispatch.new(@api, @settings)
        step("dispatch", 35, "Preparing the edge") { dispatch.install }
        upload(artifact)
        domains = @settings.domains.call(@app)
        step("domains", 82, "Setting up domains") { domains.each { |host| dispatch.attach(host, name) } } if domains.any?
        step("purge", 86, "Clearing caches") { purge(domains) } if @settings.zone_id
        step("verify", 90, "Looking at the result") { verify(artifact) }
        @settings.address(name)
      end

      private

      # The token that the files' upload ends with is good for an hour; what was uploaded stays.
      def upload(artifact)
        attempts = 0
        begin
          attempts += 1
          token = step("assets", 40, "Uploading files") { upload_assets(artifact) }
          step("script", 75, "Uploading the Worker") { upload_script(artifact, token) }
        rescue SessionExpired
          retry if attempts < 2
          raise
        end
      end

      def step(phase, progress, text, &)
        @fence.call
        @progress.say("deploying", progress, text)
        start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
        Instruments.measure("edge_phase", app: @app.id, phase:, &)
      ensure
        @phases[phase.to_sym] = ((Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1000).round(1) if start
      end

      def upload_assets(artifact)
        return if artifact.assets.empty?

        AssetUpload.new(@api, salt: "hotframe/#{@settings.account_id}/#{@app.id}").call(name, artifact.assets) do |done, all|
          @fence.call
          @progress.say("deploying", 40 + (30 * done / all), "Uploading files (#{done} of #{all})")
        end
      end

      def upload_script(artifact, token)
        @fence.call
        form = Multipart.new.add("metadata", JSON.generate(metadata(artifact, token)))
        artifact.modules.each { |mod| form.add(mod.name, mod.content, filename: mod.name, content_type: mod.content_type) }
        @api.put_script(name, form)
      rescue ScriptInvalid => e
        trace = StackTrace.new(artifact.map)
        raise ScriptInvalid.new(trace.translate(e.message), api_code: e.api_code, status: e.status, diagnostics: trace.diagnostics(e.message))
      end

      def metadata(artifact, token)
        bindings = artifact.metadata.fetch("bindings", []).dup
        bindings << { type: "kv_namespace", name: FileUpdates::BINDING, namespace_id: @settings.kv_namespace_id } if @settings.kv_namespace_id
        @settings.secrets.call(@app).each { |key, text| bindings << { type: "secret_text", name: key.to_s, text: text.to_s } }
        given = artifact.metadata.merge("bindings" => bindings, "keep_bindings" => %w[secret_text secret_key], "tags" => tags(artifact))
        token ? given.merge("assets" => { "jwt" => token, **artifact.metadata.fetch("assets", {}) }) : given
      end

      def tags(artifact)
        more = @settings.tags.call(@app).map { |tag| tag.to_s.tr(",&", "--") }
        ["app-#{@app.id}", "tier-#{@tier.name}", version_tag(artifact), *more].first(TAGS)
      end

      def version_tag(artifact) = "v-#{artifact.digest[0, 40]}"

      # A stale cache is no reason to call a deployment failed.
      def purge(domains)
        @api.purge([URI(@settings.address(name)).host, *domains])
      rescue Error => e
        Hotframe.config.logger.warn("[hotframe] app #{@app.id}: the cache was not purged: #{e.message}")
      end

      def verify(artifact)
        held = @api.script_settings(name).to_h["tags"]
        raise NotServing, "the API holds another version of #{name}" unless Array(held).include?(version_tag(artifact))

        probe(artifact) if @settings.probe
      end

      def probe(artifact)
        seen = nil
        served = PROBES.times.any? do |attempt|
          @clock.sleep([0.05 * (2**attempt), 1].min) if attempt.positive?
          (seen = served_version) == artifact.digest
        end
        raise NotServing, "#{@settings.address(name)} serves #{seen ? "another version" : "nothing"}" unless served
      end

      # @return [String, nil]
      def served_version
        uri = URI("#{@settings.address(name)}/__hotframe")
        host, port = @settings.probe_at || [uri.host, uri.port]
        http = Net::HTTP.new(host, port)
        http.use_ssl = uri.scheme == "https"
        http.open_timeout = http.read_timeout = @settings.open_timeout
        named = uri.port == uri.default_port ? uri.host : "#{uri.host}:#{uri.port}"
        answer = http.start { http.get(uri.path, { "Host" => named, "Accept" => "application/json" }) }
        version = JSON.parse(answer.body)["version"] if answer.is_a?(Net::HTTPOK)
        version if version.is_a?(String)
      rescue SystemCallError, IOError, SocketError, Timeout::Error, OpenSSL::SSL::SSLError, Net::ProtocolError, JSON::ParserError, TypeError, NoMethodError
        nil
      end
    end
  end
end
