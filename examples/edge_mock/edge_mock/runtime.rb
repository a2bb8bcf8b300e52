# frozen_string_literal: true

require "net/http"
require "tmpdir"
require "fileutils"

module EdgeMock
  # The real workerd, which asks the mock for what it is to run. It keeps every version that it has run, so a mock that runs for days grows.
  class Runtime
    PACKAGES = File.expand_path("../../../tests/node_modules", __dir__)
    LIMIT = 60

    # @return [String, nil] workerd of npm
    def self.binary = ENV["WORKERD"] || Dir[File.join(PACKAGES, "@cloudflare/workerd-*/bin/workerd")].first

    attr_reader :port, :pid

    # @param store [Integer] the mock's port
    # @param port [Integer] 0: a free one
    def initialize(store:, port: 0)
      @store = store
      @port = port.zero? ? free_port : port
      @check = free_port
    end

    def start
      @folder = Dir.mktmpdir("edge-mock")
      FileUtils.cp(File.join(__dir__, "runtime.js"), @folder)
      File.write(File.join(@folder, "config.capnp"), config)
      @log = File.join(@folder, "log")
      binary = self.class.binary or raise "there is no workerd: run `make setup`"
      @pid = spawn(binary, "serve", "--experimental", File.join(@folder, "config.capnp"), out: @log, err: @log)
      wait
      self
    end

    # @return [String, nil] what V8 says against a version
    def check(version)
      answer = Net::HTTP.start("127.0.0.1", @check, read_timeout: LIMIT) { |http| http.get("/#{version}") }
      return if answer.code == "200"

      # As the API words it, without what is of this mock.
      answer.body.force_encoding(Encoding::UTF_8).delete_prefix("Error: Failed to start Worker:\n").lines.grep_v(/runtime\.js/).join.strip
    end

    def stop
      if @pid
        Process.kill(:KILL, @pid)
        Process.wait(@pid)
      end
      FileUtils.rm_rf(@folder) if @folder
    rescue SystemCallError
      nil
    ensure
      @pid = nil
    end

    private

    def free_port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }

    def wait
      deadline = Process.clock_gettime(Process::CLOCK_MONOTONIC) + LIMIT
      [@port, @check].each do |port|
        TCPSocket.new("127.0.0.1", port).close
      rescue Errno::ECONNREFUSED
        raise "workerd ended: #{File.read(@log)}" if Process.wait(@pid, Process::WNOHANG)
        raise "workerd does not answer: #{File.read(@log)}" if Process.clock_gettime(Process::CLOCK_MONOTONIC) > deadline

        Thread.pass
        retry
      end
    end

    def config = <<~CAPNP
      using Workerd = import "/workerd/workerd.capnp";
      const config :Workerd.Config = (
        services = [
          (name = "front", worker = .front),
          (name = "store", external = (address = "127.0.0.1:#{@store}", http = ())),
        ],
        sockets = [
          (name = "http", address = "127.0.0.1:#{@port}", http = (), service = "front"),
          (name = "check", address = "127.0.0.1:#{@check}", http = (), service = (name = "front", entrypoint = "Check")),
        ],
      );
      const front :Workerd.Worker = (
        modules = [(name = "runtime.js", esModule = embed "runtime.js")],
        bindings = [(name = "LOADER", workerLoader = (id = "scripts")), (name = "STORE", service = "store")],
        compatibilityDate = "2026-10-01",
        compatibilityFlags = ["experimental"],
      );
    CAPNP
  end
end
