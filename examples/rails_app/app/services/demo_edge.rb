# frozen_string_literal: true

# Where the demo deploys to: the account that the environment names, or else a mock of the provider's API on this machine, which serves what it is
# given through workerd. The mock starts with the first deploy and ends with this process.
module DemoEdge
  LOCK = Mutex.new
  private_constant :LOCK

  class << self
    def start
      LOCK.synchronize { @mock ||= start_mock unless Hotframe.config.edge.api_token && @mock.nil? }
    end

    private

    def start_mock
      $LOAD_PATH.unshift(Rails.root.join("../edge_mock").cleanpath.to_s)
      require "edge_mock"
      mock = EdgeMock::Server.new(site_port: ENV.fetch("HOTFRAME_EDGE_PORT", "0").to_i).start
      at_exit { mock.stop }
      configure(Hotframe.config.edge, mock)
      mock
    end

    def configure(edge, mock)
      edge.account_id = EdgeMock::Server::ACCOUNT
      edge.api_token = EdgeMock::Server::TOKEN
      edge.api_base = mock.api_base
      edge.url = "http://%<name>s.localhost:#{mock.runtime.port}"
      edge.probe_at = ["127.0.0.1", mock.runtime.port]
    end
  end
end
