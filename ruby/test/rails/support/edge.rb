# frozen_string_literal: true

$LOAD_PATH.unshift(File.expand_path("../../../../examples/edge_mock", __dir__))
require "edge_mock"

# The mock of the edge for the tests of this process: one workerd for all of them, a fresh account for each.
module EdgeTesting
  # Time that passes when somebody waits for it, and only then.
  class Clock
    attr_reader :slept

    def initialize
      @lock = Mutex.new
      @now = Time.now.to_f
      @slept = []
    end

    def now = @lock.synchronize { @now }

    def sleep(seconds)
      @lock.synchronize do
        @slept << seconds
        @now += seconds
      end
    end
  end

  class << self
    def mock = @mock ||= EdgeMock::Server.new.start.tap { |mock| Minitest.after_run { mock.stop } }
  end

  def self.included(test)
    test.setup do
      mock.reset
      @settings = edge_settings
      @clock = Clock.new
    end
  end

  attr_reader :settings, :clock

  def mock = EdgeTesting.mock

  def edge_settings(mock = self.mock, **values)
    settings = Hotframe::Edge::Settings.new({ "CLOUDFLARE_ACCOUNT_ID" => EdgeMock::Server::ACCOUNT, "CLOUDFLARE_API_TOKEN" => EdgeMock::Server::TOKEN,
                                              "CLOUDFLARE_API_BASE_URL" => mock.api_base })
    settings.url = "http://%<name>s.localhost:#{mock.runtime&.port || 1}"
    settings.probe_at = ["127.0.0.1", mock.runtime&.port || 1]
    settings.rate = [1000, 10_000]
    settings.probe = !mock.runtime.nil?
    values.each { |name, value| settings.public_send("#{name}=", value) }
    settings
  end

  def service(app = project, settings: self.settings) = Hotframe::EdgePreviewService.new(app, settings:, clock:)

  def deploy(app = project, env = {}, **options, &) = service(app).deploy_preview(env, **options, &)

  # Code that takes the application's own configuration, such as a job, gets this test's.
  def with_edge
    before = Hotframe.config.edge
    Hotframe.config.instance_variable_set(:@edge, settings)
    yield
  ensure
    Hotframe.config.instance_variable_set(:@edge, before)
  end

  # The script that a deployed page starts.
  def script_of(url) = visit(url, visit(url).body[/src="([^"]+)"/, 1]).body

  # What a browser gets at a deployed address.
  def visit(url, path = "/", headers = {})
    uri = URI(url)
    Net::HTTP.start("127.0.0.1", uri.port) { |http| http.get(path, { "Host" => "#{uri.host}:#{uri.port}", "Accept" => "text/html,*/*" }.merge(headers)) }
  end

  # Requests to the API, shortened: "PUT scripts/preview-1".
  def asked = mock.seen.map { |seen| "#{seen.verb} #{seen.path.split("/", 3).last.sub(%r{\Aworkers/dispatch/namespaces/[^/]+/?}, "")}" }

  def source(text = "hello") = Sources.app.merge("src/text.ts" => Sources.text_file(text))
end
