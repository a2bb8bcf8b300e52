# frozen_string_literal: true

module Hotframe
  module Edge
    # The Worker before all apps, and the hosts that apps bring along.
    class Dispatch
      SCRIPT = File.read(File.join(__dir__, "dispatch.js"), encoding: Encoding::UTF_8).freeze
      COMPATIBILITY = "2026-10-01"
      # A tag of a hundred letters is long; a host has at most 253.
      HOST = /\A(?=.{1,253}\z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\z/
      private_constant :HOST

      # @param api [Api]
      # @param settings [Settings]
      # @example
      #   Hotframe::Edge::Dispatch.new(api, Hotframe.config.edge).install
      def initialize(api, settings)
        @api = api
        @settings = settings
      end

      # Makes the namespace and uploads the Worker, once for each process and setting; `force` does it again.
      #
      # @param force [Boolean]
      def install(force: false)
        return unless @settings.dispatch_worker

        key = "hotframe/edge/dispatch/#{Digest::SHA256.hexdigest([SCRIPT, metadata, @settings.api_base, @settings.account_id].inspect)}"
        return if !force && Hotframe.config.cache.read(key)

        @api.ensure_namespace
        @api.put_worker(@settings.dispatch_worker, form)
        @api.add_route(route, @settings.dispatch_worker) if @settings.zone_id && @api.routes.none? { |row| row["pattern"] == route }
        Hotframe.config.cache.write(key, true, expires_in: 1.day)
      end

      # Sends a host of the app's own to its script.
      #
      # @param hostname [String]
      # @param script [String]
      # @raise [Refused] for what is no host
      def attach(hostname, script)
        host = checked(hostname)
        @api.write_values([{ key: "host:#{host}", value: script }])
        @api.put_domain(host, @settings.dispatch_worker)
      end

      # @param hostname [String]
      def detach(hostname)
        host = checked(hostname)
        @api.delete_domain(host)
        @api.delete_values(["host:#{host}"])
      end

      # @return [Hash{String => Object}] of the Worker's upload
      def metadata
        bindings = [{ "type" => "dispatch_namespace", "name" => "DISPATCHER", "namespace" => @settings.namespace },
                    { "type" => "plain_text", "name" => "APPS_DOMAIN", "text" => domain }]
        bindings << { "type" => "kv_namespace", "name" => "HOSTS", "namespace_id" => @settings.kv_namespace_id } if @settings.kv_namespace_id
        { "main_module" => "dispatch.js", "compatibility_date" => COMPATIBILITY, "compatibility_flags" => [], "bindings" => bindings }
      end

      private

      def form
        Multipart.new.add("metadata", JSON.generate(metadata))
                 .add("dispatch.js", SCRIPT, filename: "dispatch.js", content_type: "application/javascript+module")
      end

      # What follows the script's name in an app's host.
      def domain
        host = URI(@settings.address("x")).host
        raise NotConfigured, "config.edge.url must be an address with the script's name as its first label" unless host.start_with?("x.")

        host.delete_prefix("x.")
      end

      def route = "*.#{domain}/*"

      def checked(hostname)
        host = hostname.to_s.downcase
        raise Refused, "#{hostname.to_s[0, 100].inspect} is no host" unless host.match?(HOST)

        host
      end
    end
  end
end
