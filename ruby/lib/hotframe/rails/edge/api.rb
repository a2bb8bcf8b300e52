# frozen_string_literal: true

module Hotframe
  module Edge
    # The calls of the v4 API that deploying needs, each under a name.
    class Api
      # Pairs of one bulk write, and its bytes.
      BULK = [10_000, 90_000_000].freeze

      # @return [Client]
      attr_reader :client

      # @param client [Client]
      # @example
      #   Hotframe::Edge::Api.new(Hotframe::Edge::Client.new(Hotframe.config.edge)).scripts(tags: ["app-7"])
      def initialize(client)
        @client = client
        @settings = client.settings
      end

      # Makes the dispatch namespace, unless it is there.
      def ensure_namespace
        client.request(:get, namespace)
      rescue NotFound
        client.request(:post, account("workers/dispatch/namespaces"), json: { name: @settings.namespace })
      end

      # @param form [Multipart] metadata and modules
      def put_script(name, form)
        client.request(:put, script(name), query: { excludeScript: true, bindings_inherit: "strict" }, form:).result
      end

      # @return [Hash{String => Object}, nil] nil when there is none
      def script_settings(name) = optional { client.request(:get, "#{script(name)}/settings").result }

      # @return [Boolean] whether there was one
      def delete_script(name) = !optional { client.request(:delete, script(name), query: { force: true }) }.nil?

      # @param tags [Array<String>] that a script must have, all of them
      # @return [Array<Hash{String => Object}>] every page of them
      def scripts(tags: [])
        rows = []
        cursor = nil
        loop do
          answer = client.request(:get, "#{namespace}/scripts", query: { limit: 1000, tags: tag_query(tags), cursor: }.compact)
          rows.concat(Array(answer.result))
          cursor = answer.info.is_a?(Hash) ? answer.info["cursor"].presence : nil
          return rows unless cursor
        end
      end

      # Deletes every script that has these tags. Without a tag it would be every script of the namespace, which nobody means.
      def delete_scripts(tags:)
        raise ArgumentError, "name at least one tag" if Array(tags).empty?

        client.request(:delete, "#{namespace}/scripts", query: { tags: tag_query(tags) }).result
      end

      def put_secret(name, key, text) = client.request(:put, "#{script(name)}/secrets", json: { name: key, text:, type: "secret_text" }).result

      # @return [Array<String>] their names; the API gives out no values
      def secrets(name) = Array(client.request(:get, "#{script(name)}/secrets").result).map { |row| row["name"] }

      def delete_secret(name, key) = optional { client.request(:delete, "#{script(name)}/secrets/#{part(key)}") }

      def tags(name) = Array(client.request(:get, "#{script(name)}/tags").result)

      def put_tags(name, tags) = client.request(:put, "#{script(name)}/tags", json: tags).result

      # @param manifest [Hash{String => Hash}] path => `{hash:, size:}`
      def asset_session(name, manifest) = client.request(:post, "#{script(name)}/assets-upload-session", json: { manifest: }).result

      # @param jwt [String] of the session: the API token opens nothing here
      def upload_assets(form, jwt) = client.request(:post, account("workers/assets/upload"), query: { base64: true }, form:, bearer: jwt)

      # The Worker that hands requests to apps; it is no script of the namespace.
      def put_worker(name,
                     form)
        client.request(:put, account("workers/scripts/#{part(name)}"), query: { excludeScript: true, bindings_inherit: "strict" }, form:)
      end

      # @param pairs [Array<Hash>] `{key:, value:, base64:}`
      # @raise [PartialWrite]
      def write_values(pairs)
        slices(pairs).each do |slice|
          result = client.request(:put, "#{values}/bulk", json: slice).result
          left = Array(result.is_a?(Hash) ? result["unsuccessful_keys"] : nil)
          raise PartialWrite, "#{left.size} of #{slice.size} keys were not written, #{left.first.inspect} among them" if left.any?
        end
      end

      def delete_values(keys) = keys.each_slice(BULK.first) { |slice| client.request(:post, "#{values}/bulk/delete", json: slice) }

      # @return [Array<Hash{String => Object}>]
      def domains = Array(client.request(:get, account("workers/domains")).result)

      # @param service [String] the Worker that answers there
      def put_domain(hostname, service)
        client.request(:put, account("workers/domains"), json: { hostname:, service:, zone_id: @settings.zone_id, environment: "production" }).result
      end

      def delete_domain(hostname)
        row = domains.find { |domain| domain["hostname"] == hostname } or return
        client.request(:delete, account("workers/domains/#{part(row["id"])}"))
      end

      # @return [Array<Hash{String => Object}>]
      def routes = Array(client.request(:get, zone("workers/routes")).result)

      def add_route(pattern, script) = client.request(:post, zone("workers/routes"), json: { pattern:, script: }).result

      # @param hosts [Array<String>] whose cached answers are to go
      def purge(hosts) = hosts.each_slice(30) { |slice| client.request(:post, zone("purge_cache"), json: { hosts: slice }) }

      private

      def account(path) = "accounts/#{part(@settings.account_id)}/#{path}"

      def zone(path) = "zones/#{part(@settings.zone_id)}/#{path}"

      def namespace = account("workers/dispatch/namespaces/#{part(@settings.namespace)}")

      def script(name) = "#{namespace}/scripts/#{part(name)}"

      def values = account("storage/kv/namespaces/#{part(@settings.kv_namespace_id)}")

      def part(text) = ERB::Util.url_encode(text.to_s)

      def tag_query(tags) = Array(tags).map { |tag| "#{tag}:yes" }.join(",").presence

      def optional
        yield
      rescue NotFound
        nil
      end

      def slices(pairs)
        bytes = 0
        slices = pairs.slice_when do |before, after|
          bytes += before[:value].bytesize
          (bytes + after[:value].bytesize > BULK.last).tap { |full| bytes = 0 if full }
        end
        slices.flat_map { |slice| slice.each_slice(BULK.first).to_a }
      end
    end
  end
end
