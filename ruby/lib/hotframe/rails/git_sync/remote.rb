# frozen_string_literal: true

module Hotframe
  class GitSync
    # Where a repository is: an address that is nothing but an address, and how one proves who one is.
    class Remote
      HOST = /\A[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?\z/
      PATH = %r{\A/?[A-Za-z0-9._~][A-Za-z0-9._~/-]{0,300}\z}
      SCP = %r{\A(?<user>[A-Za-z0-9_][A-Za-z0-9_.-]{0,30})@(?<host>[^:/]+):(?<path>[^:]+)\z}
      private_constant :HOST, :PATH, :SCP

      # @return [String]
      attr_reader :url

      # @raise [Error] for what git would take for anything but an address of these protocols
      def initialize(url, token: nil, protocols: %w[https ssh])
        @url = url.to_s
        @token = token
        @protocols = protocols
        check
      end

      # @return [Hash{String => String}] of git's process: nothing of it is to be seen in a list of processes
      def env
        env = { "GIT_ALLOW_PROTOCOL" => @protocols.join(":"), "GIT_TERMINAL_PROMPT" => "0", "GIT_SSH_COMMAND" => "ssh -oBatchMode=yes",
                "GIT_CONFIG_NOSYSTEM" => "1", "GIT_CONFIG_GLOBAL" => File::NULL, "GIT_ASKPASS" => "", "SSH_ASKPASS" => "" }
        settings = { "http.followRedirects" => "false", "core.hooksPath" => File::NULL, "core.protectHFS" => "true", "core.protectNTFS" => "true",
                     "protocol.version" => "2", "credential.helper" => "", "gc.auto" => "0" }
        settings["http.extraHeader"] = "Authorization: Basic #{["x-access-token:#{@token}"].pack("m0")}" if @token && @url.match?(%r{\Ahttps?://})
        settings.each_with_index { |(key, value), at| env.merge!("GIT_CONFIG_KEY_#{at}" => key, "GIT_CONFIG_VALUE_#{at}" => value) }
        env.merge("GIT_CONFIG_COUNT" => settings.size.to_s)
      end

      # @return [String] a text of git's without what is secret
      def redact(text)
        return text unless @token

        text.gsub(@token, "[redacted]").gsub(["x-access-token:#{@token}"].pack("m0"), "[redacted]")
      end

      # @return [String] without the token
      def inspect = "#<#{self.class} #{url}>"

      private

      def check
        scp = SCP.match(url)
        scp ? check_parts("ssh", scp[:host], scp[:path]) : check_uri
      end

      def check_uri
        uri = URI.parse(url)
        refuse("it names a person or holds a password") if uri.password || (uri.user && uri.scheme != "ssh")
        refuse("it has a query or a fragment") if url.match?(/[?#]/)
        check_parts(uri.scheme, uri.host, uri.path)
      rescue URI::InvalidURIError
        refuse("it is no address")
      end

      def check_parts(scheme, host, path)
        refuse("its protocol is none of #{@protocols.join(", ")}") unless @protocols.include?(scheme)
        refuse("its host") unless host.to_s.match?(HOST)
        refuse("its path") unless path.to_s.match?(PATH) && path.split("/").exclude?("..")
      end

      def refuse(why) = raise(Error, "the repository's address is refused: #{why}")
    end
  end
end
