# frozen_string_literal: true

require "json"
require "openssl"
require "securerandom"

# The part of Cloudflare's v4 API that deploying needs, on loopback: it judges requests as strictly as the documentation lets it, keeps what is
# uploaded, and serves it through the real workerd. For tests and for the demo.
#
#   mock = EdgeMock::Server.new.start
#   mock.api_base                       # => "http://127.0.0.1:41234/client/v4"
#   mock.faults.add(/scripts/, status: 500, times: 2)
#   mock.stop
module EdgeMock
  # What the API answers a request with that it does not do.
  class Refusal < StandardError
    attr_reader :status, :code

    def initialize(status, code, message)
      super(message)
      @status = status
      @code = code
    end
  end
end

require_relative "edge_mock/multipart"
require_relative "edge_mock/token"
require_relative "edge_mock/faults"
require_relative "edge_mock/store"
require_relative "edge_mock/upload"
require_relative "edge_mock/api"
require_relative "edge_mock/runtime"
require_relative "edge_mock/server"
