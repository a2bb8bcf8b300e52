# frozen_string_literal: true

module EdgeMock
  # A script's upload: metadata and modules, judged.
  class Upload
    KEYS = %w[assets bindings body_part cache_options compatibility_date compatibility_flags exports keep_assets keep_bindings limits logpush main_module
              migrations observability package_dependencies placement tags tail_consumers usage_model code_update_strategy annotations].freeze
    TYPES = ["application/javascript+module", "application/javascript", "application/wasm", "text/plain", "application/octet-stream",
             "application/source-map"].freeze
    BINDINGS = { "plain_text" => %w[text], "secret_text" => %w[text], "kv_namespace" => %w[namespace_id], "assets" => [], "json" => %w[json],
                 "dispatch_namespace" => %w[namespace], "service" => %w[service], "inherit" => [] }.freeze
    CONFIG = %w[html_handling not_found_handling run_worker_first _headers _redirects base_path].freeze
    LIMIT = 64 << 20

    # @param parts [Array<Multipart::Part>]
    def initialize(parts, store:, token:, strict:)
      @parts = parts
      @store = store
      @token = token
      @strict = strict
    end

    # @param name [String]
    # @param before [Store::Script, nil] the version that it replaces
    # @return [Store::Script]
    def script(name, before, kind)
      metadata = metadata()
      modules = modules(metadata)
      assets, config = assets(metadata, name, before)
      tags = metadata["tags"] || before&.tags || []
      check_tags(tags)
      Store::Script.new(name:, id: SecureRandom.hex(16), metadata:, modules:, assets:, asset_config: config, secrets: secrets(metadata, before), tags:, kind:)
    end

    # @api private
    def self.check_tags(tags)
      good = tags.is_a?(Array) && tags.size <= 8 && tags.all? { |tag| tag.is_a?(String) && tag.match?(/\A[^,&]{1,256}\z/) }
      raise Refusal.new(400, 10_021, "tags: at most eight, without commas and ampersands") unless good
    end

    private

    def check_tags(tags) = self.class.check_tags(tags)

    def metadata
      part = @parts.find { |one| one.name == "metadata" } or refuse("no part metadata")
      refuse("metadata has a filename") if part.filename
      metadata = JSON.parse(part.content)
      refuse("metadata is no object") unless metadata.is_a?(Hash)
      unknown = metadata.keys - KEYS
      refuse("metadata has keys that nobody reads: #{unknown.join(", ")}") if unknown.any?
      refuse("compatibility_date") unless metadata["compatibility_date"].to_s.match?(/\A\d{4}-\d\d-\d\d\z/)
      metadata["bindings"] ||= []
      metadata["bindings"].each { |binding| check_binding(binding) }
      refuse("two bindings have one name") if metadata["bindings"].map { |row| row["name"] }.uniq!
      metadata
    rescue JSON::ParserError
      refuse("metadata is no JSON")
    end

    def check_binding(binding)
      refuse("a binding is no object") unless binding.is_a?(Hash)
      needed = BINDINGS[binding["type"]] or refuse("the binding #{binding["name"].inspect} has the type #{binding["type"].inspect}")
      refuse("the binding's name #{binding["name"].inspect}") unless binding["name"].to_s.match?(/\A[A-Za-z_$][\w$]*\z/)
      missing = needed.reject { |key| binding.key?(key) }
      refuse("the binding #{binding["name"]} lacks #{missing.join(", ")}") if missing.any?
      return unless binding["type"] == "dispatch_namespace" && !@store.namespaces.key?(binding["namespace"])

      raise Refusal.new(400, 10_092, "dispatch namespace #{binding["namespace"]} not found")
    end

    def modules(metadata)
      modules = @parts.reject { |part| part.name == "metadata" }
      modules.each do |part|
        refuse("the module #{part.name} has no filename") unless part.filename
        refuse("the module #{part.name} has the type #{part.content_type.inspect}") unless TYPES.include?(part.content_type)
      end
      raise Refusal.new(413, 10_027, "workers.api.error.script_too_large") if modules.sum { |part| part.content.bytesize } > LIMIT

      main = metadata["main_module"]
      if modules.any? { |part| part.filename == main && part.content_type == "application/javascript+module" }
        return modules.to_h do |part|
                 [part.filename, part]
               end
      end

      raise Refusal.new(400, 10_021, "Uncaught Error: No such module \"#{main}\".")
    end

    # @return [Array(Hash, Hash)] path => hash, and how they are served
    def assets(metadata, name, before)
      given = metadata["assets"]
      unknown = Array(given&.keys) - %w[jwt config] + (Array(given && given["config"]&.keys) - CONFIG)
      refuse("assets has keys that nobody reads: #{unknown.join(", ")}") if unknown.any?
      config = given&.fetch("config", {}) || before&.asset_config || {}
      return [before ? before.assets : {}, config] if metadata["keep_assets"]

      unless given&.key?("jwt")
        refuse("an assets binding without assets") if metadata["bindings"].any? { |row| row["type"] == "assets" }
        return [{}, config]
      end
      claims = @token.read(given["jwt"], "completion")
      raise Refusal.new(401, 10_013, "the completion token is not valid any more") unless claims && claims["script"] == name

      [claims["manifest"], config]
    end

    def secrets(metadata, before)
      given = metadata["bindings"].select { |row| row["type"] == "secret_text" }.to_h { |row| [row["name"], row["text"]] }
      kept = Array(metadata["keep_bindings"]).include?("secret_text") ? before&.secrets.to_h : {}
      inherited = metadata["bindings"].select { |row| row["type"] == "inherit" }.map { |row| row["name"] }
      lost = inherited - before&.secrets.to_h.keys
      raise Refusal.new(400, 10_021, "bindings to inherit do not exist: #{lost.join(", ")}") if @strict && lost.any?

      kept.merge(before&.secrets.to_h.slice(*inherited)).merge(given)
    end

    def refuse(why) = raise(Refusal.new(400, 10_021, "the upload is not valid: #{why}"))
  end
end
