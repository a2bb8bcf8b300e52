# frozen_string_literal: true

require "net/http"
require "openssl"

module Hotframe
  module Edge
    # Speaks HTTP with the API: one connection for each thread of a deploy, retries with growing and random pauses, and answers checked to be answers.
    # Every request of ours may be sent twice: they say what is to be, not what is to be added.
    class Client
      # An answer that was a success.
      Answer = Struct.new(:status, :result, :info, keyword_init: true)

      # What a broken connection raises.
      BROKEN = [SystemCallError, IOError, SocketError, Timeout::Error, OpenSSL::SSL::SSLError, Net::ProtocolError, Net::HTTPBadResponse].freeze
      # What is worth another attempt.
      PASSING = [Unavailable, Unreachable, Incomplete, RateLimited].freeze
      VERBS = { get: Net::HTTP::Get, put: Net::HTTP::Put, post: Net::HTTP::Post, delete: Net::HTTP::Delete, patch: Net::HTTP::Patch }.freeze
      private_constant :BROKEN, :PASSING, :VERBS

      # @return [Settings]
      attr_reader :settings

      # @param settings [Settings]
      # @param clock [#now, #sleep]
      # @example
      #   Hotframe::Edge::Client.new(Hotframe.config.edge).request(:get, "accounts/1/workers/dispatch/namespaces")
      def initialize(settings, clock: Clock, random: Random)
        @settings = settings
        @clock = clock
        @random = random
        @throttle = Throttle.new(settings, clock:)
        @deadline = clock.now + settings.deadline
        @connections = Concurrent::Map.new
        @base = URI("#{settings.api_base.to_s.chomp("/")}/")
      end

      # @param verb [Symbol]
      # @param path [String] below the API's address
      # @param query [Hash{String => Object}]
      # @param json [Object, nil] the body
      # @param form [Multipart, nil] the body
      # @param raw [String, nil] the body, bytes
      # @param bearer [String, nil] instead of the API token
      # @return [Answer]
      # @raise [Error]
      def request(verb, path, query: {}, json: nil, form: nil, raw: nil, bearer: nil)
        body, type = payload(json, form, raw)
        attempt = 0
        begin
          attempt += 1
          once(verb, path, query, body, type, bearer, attempt)
        rescue *PASSING => e
          pause = pause(attempt, e)
          raise e if attempt >= settings.attempts || @clock.now + pause > @deadline

          @clock.sleep(pause)
          retry
        end
      end

      # Ends the connections.
      def close = @connections.each_value { |http| http.finish if http.started? }.then { @connections.clear }

      # @return [String] without the token
      def inspect = "#<#{self.class} #{@base}>"

      private

      def payload(json, form, raw)
        return [JSON.generate(json), "application/json"] if json
        return [form.body, form.content_type] if form

        [raw, raw && "application/octet-stream"]
      end

      def once(verb, path, query, body, type, bearer, attempt)
        @throttle.acquire(deadline: @deadline)
        said = "#{verb.to_s.upcase} #{path}"
        Instruments.measure("edge_request", verb:, path:, attempt:) do |payload|
          response = send_request(verb, path, query, body, type, bearer)
          payload[:status] = response.code.to_i
          read(response, said)
        end
      rescue *BROKEN => e
        @connections.delete(Thread.current)&.then { |http| http.finish if http.started? }
        raise Unreachable, settings.redact("#{said}: #{e.class}: #{e.message}")
      end

      def send_request(verb, path, query, body, type, bearer)
        uri = @base + path
        uri.query = URI.encode_www_form(query) if query.any?
        request = VERBS.fetch(verb).new(uri)
        request["Authorization"] = "Bearer #{bearer || settings.api_token}"
        request["User-Agent"] = "hotframe/#{VERSION}"
        request["Content-Type"] = type if type
        request.body = body if body
        connection.request(request)
      end

      def connection
        http = @connections.compute_if_absent(Thread.current) { Net::HTTP.new(@base.host, @base.port) }
        return http if http.started?

        http.use_ssl = @base.scheme == "https"
        http.max_retries = 0 # the attempts are counted here
        http.open_timeout = settings.open_timeout
        http.read_timeout = http.write_timeout = settings.timeout
        http.start
      end

      def read(response, said)
        status = response.code.to_i
        heed(response, status)
        body = parse(response.body)
        errors = Array(body && body["errors"]).grep(Hash)
        return Answer.new(status:, result: body["result"], info: body["result_info"]) if body && status.between?(200, 299) && body["success"] == true
        raise Incomplete.new("#{said}: HTTP #{status} without an answer", status:) if body.nil? && status.between?(200, 299)

        errors = errors.map { |error| error.merge("message" => settings.redact(error["message"].to_s)) }
        raise Failure.of(status, errors, said).tap { |error| error.retry_after = waiting(response) if error.is_a?(RateLimited) }
      end

      def parse(text)
        body = JSON.parse(text.to_s)
        body if body.is_a?(Hash)
      rescue JSON::ParserError
        nil
      end

      # The API says how much is left: at nothing, nobody asks until there is more.
      def heed(response, status)
        left = response["Ratelimit"].to_s[/;\s*r=(\d+)/, 1]
        seconds = waiting(response)
        @throttle.block(seconds) if seconds && (status == 429 || left == "0")
      end

      def waiting(response) = (response["Retry-After"].to_s[/\A\d+\z/] || response["Ratelimit"].to_s[/;\s*t=(\d+)/, 1])&.to_f

      # Full jitter: many deploys that failed together do not come back together.
      def pause(attempt, error)
        return error.retry_after if error.is_a?(RateLimited) && error.retry_after

        @random.rand * [settings.backoff * (2**(attempt - 1)), settings.max_backoff].min
      end
    end
  end
end
