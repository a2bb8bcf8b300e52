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

      # What is asked for.
      Call = Struct.new(:verb, :path, :query, :body, :type, :bearer, keyword_init: true) do
        def to_s = "#{verb.to_s.upcase} #{path}"
      end
      private_constant :Call

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
        call = Call.new(verb:, path:, query:, body:, type:, bearer:)
        attempt = 0
        begin
          attempt += 1
          once(call, attempt)
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

      def once(call, attempt)
        @throttle.acquire(deadline: @deadline)
        Instruments.measure("edge_request", verb: call.verb, path: call.path, attempt:) do |payload|
          response = send_request(call)
          payload[:status] = response.code.to_i
          read(response, call.to_s)
        end
      rescue *BROKEN => e
        @connections.delete(Thread.current)&.then { |http| http.finish if http.started? }
        raise Unreachable, settings.redact("#{call}: #{e.class}: #{e.message}")
      end

      def send_request(call)
        uri = @base + call.path
        uri.query = URI.encode_www_form(call.query) if call.query.any?
        request = VERBS.fetch(call.verb).new(uri)
        request["Authorization"] = "Bearer #{call.bearer || settings.api_token}"
        request["User-Agent"] = "hotframe/#{VERSION}"
        request["Content-Type"] = call.type if call.type
        request.body = call.body if call.body
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
        good = status.between?(200, 299)
        return Answer.new(status:, result: body["result"], info: body["result_info"]) if good && body && body["success"] == true
        raise Incomplete.new("#{said}: HTTP #{status} without an answer", status:) if good && body.nil?

        error = failure(status, body, said)
        error.retry_after = waiting(response) if error.is_a?(RateLimited)
        raise error
      end

      # What the API says may hold what it heard.
      def failure(status, body, said)
        errors = Array(body && body["errors"]).grep(Hash)
        Failure.of(status, errors.map { |error| error.merge("message" => settings.redact(error["message"].to_s)) }, said)
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
