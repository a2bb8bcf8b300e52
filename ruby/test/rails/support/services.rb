# frozen_string_literal: true

require "fileutils"
require "open3"
require "socket"
require "timeout"
require "tmpdir"

# Real servers of the tests, each on a free port and with a folder of its own. Every wait has a limit.
module Services
  LIMIT = Integer(ENV.fetch("HOTFRAME_WAIT", "120"))
  # Between two looks, so that the servers have the processor.
  PAUSE = 0.02

  def self.free_port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }

  def self.wait_until(what)
    Timeout.timeout(LIMIT, nil, "never true: #{what}") { sleep(PAUSE) until yield }
  end

  def self.running?(pid)
    File.read("/proc/#{pid}/stat")[/\) (\w)/, 1] != "Z"
  rescue SystemCallError
    false
  end

  # A child process that is ended with its tests.
  class Child
    attr_reader :pid, :port

    def initialize
      @port = Services.free_port
      @folder = Dir.mktmpdir("hotframe-service")
      at_exit { remove if Process.pid == OWNER }
    end

    OWNER = Process.pid

    def stop(signal = :TERM)
      return unless @pid

      Process.kill(signal, @pid)
      Process.wait(@pid)
      @pid = nil
    end

    def remove
      stop(:KILL)
      FileUtils.rm_rf(@folder)
    rescue SystemCallError
      nil
    end

    private

    def answers?
      TCPSocket.new("127.0.0.1", port).close
      true
    rescue SystemCallError
      false
    end
  end

  class Redis < Child
    def start
      @pid = spawn("redis-server", "--port", port.to_s, "--save", "", "--dir", @folder, out: File::NULL)
      Services.wait_until("redis-server answers") { answers? }
      self
    end

    def url = "redis://127.0.0.1:#{port}/0"
  end

  # PostgreSQL refuses to run as root: there it runs as the user that Debian made for it.
  class Postgres < Child
    BIN = Dir["/usr/lib/postgresql/*/bin"].max.to_s

    def start
      make unless File.exist?(File.join(data, "PG_VERSION"))
      run("pg_ctl", "-D", data, "-w", "-l", File.join(@folder, "log"), "-o", "-p #{port} -k #{@folder} -c fsync=off", "start")
      self
    end

    def restart = run("pg_ctl", "-D", data, "-w", "-m", "fast", "-l", File.join(@folder, "log"), "restart")

    def stop(*) = File.exist?(File.join(data, "postmaster.pid")) && run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")

    def url = "postgresql://postgres@127.0.0.1:#{port}/hotframe?pool=20"

    private

    def data = File.join(@folder, "data")

    def make
      FileUtils.chown("postgres", nil, @folder) if Process.uid.zero?
      run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C")
      run("pg_ctl", "-D", data, "-w", "-l", File.join(@folder, "log"), "-o", "-p #{port} -k #{@folder} -c fsync=off", "start")
      run("createdb", "-h", "127.0.0.1", "-p", port.to_s, "-U", "postgres", "hotframe")
      stop
    end

    # pg_ctl's server keeps the pipe open that it was started with, so its output goes to a file.
    def run(command, *arguments)
      line = [File.join(BIN, command), *arguments]
      line = ["runuser", "-u", "postgres", "--", *line] if Process.uid.zero?
      return if system(*line, out: File::NULL, err: File::NULL, chdir: "/")

      raise "#{command} failed: #{File.exist?(File.join(@folder, "log")) ? File.read(File.join(@folder, "log")) : line.join(" ")}"
    end
  end

  class Puma < Child
    CONFIG = File.expand_path("server.ru", __dir__)

    # @param env [Hash{String => String}] what the dummy reads
    def initialize(env, workers: 0)
      super()
      @env = { "RAILS_ENV" => "production", "RACK_ENV" => "production", "DUMMY_TABLES" => "there" }.merge(env)
      @workers = workers
    end

    def start
      cluster = @workers.positive? ? ["-w", @workers.to_s, "--preload"] : []
      @pid = spawn(@env, RbConfig.ruby, "-W0", "-I", File.expand_path("../../../lib", __dir__), "-S", "puma", "-C", "-", "-q",
                   "-b", "tcp://127.0.0.1:#{port}?low_latency=true", "-t", "5:5", *cluster, CONFIG, out: log, err: log, chdir: @folder)
      Services.wait_until("Puma answers") { up? }
      self
    end

    def log = File.join(@folder, "log")

    def output = File.read(log).lines.last(40).join

    # @return [Array<Integer>] the processes that serve
    def workers = File.read("/proc/#{pid}/task/#{pid}/children").split.map(&:to_i)

    # A worker outlives its master for a moment, and holds the port.
    def stop(signal = :TERM)
      left = @pid ? workers : []
      super
      Services.wait_until("the workers ended") { left.none? { |worker| Services.running?(worker) } }
    end

    def kill_workers
      workers.each do |worker|
        Process.kill(:KILL, worker)
      rescue Errno::ESRCH
        nil # it ended by itself
      end
    end

    def up?
      raise "Puma ended:\n#{output}" if Process.wait(pid, Process::WNOHANG)

      require "net/http"
      Net::HTTP.get_response(URI("http://127.0.0.1:#{port}/up")).code == "200"
    rescue SystemCallError, IOError, Timeout::Error
      false
    end
  end
end
