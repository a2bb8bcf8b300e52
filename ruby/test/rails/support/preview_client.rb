# frozen_string_literal: true

require "json"
require "socket"
require "timeout"
require "websocket/driver"

# What an open preview does, without a browser: one subscription, the revision and the modules it holds, and `sync` whenever it cannot follow. Comes
# back when its connection breaks: like a browser's WebSocket it never raises when it is written to, what was sent is then lost.
class PreviewClient
  LIMIT = Integer(ENV.fetch("HOTFRAME_WAIT", "120"))
  # Between two attempts to connect, as Action Cable's own client leaves one.
  PAUSE = 0.05

  attr_reader :url, :messages

  def initialize(port, app_id, user: "ada")
    @port = port
    @url = "ws://127.0.0.1:#{port}/cable?user=#{user}"
    @identifier = JSON.generate({ channel: "AppPreviewChannel", app_id: app_id.to_s })
    @lock = Monitor.new
    @changed = @lock.new_cond
    @messages = []
    @modules = {}
    @answers = {}
    @written = @beats = @connections = 0
    @revision = nil
    @subscribed = false
    @thread = Thread.new { stay_connected }
  end

  def revision = @lock.synchronize { @revision }

  def subscribed? = @lock.synchronize { @subscribed }

  # How many connections there have been: a tab whose server went away has a higher number when it is back.
  def connections = @lock.synchronize { @connections }

  # As an editor writes: what has no answer, because a server or the cable went away with it, is sent again.
  def save(action = "update_file", **data)
    Timeout.timeout(LIMIT, nil, "never saved: #{action}") { nil until attempt(action, data) == "saved" }
  end

  # A write that nobody waits for. The cable's threads may take two in either order, which is what numbers are for.
  #
  # @return [Integer] its number
  def edit(action = "update_file", **data)
    @lock.synchronize { @written += 1 }.tap { |seq| perform(action, **data, seq:) }
  end

  def perform(action, **data)
    data = JSON.generate(data.merge(action:, editor: name))
    @lock.synchronize { @driver&.text(JSON.generate(command: "message", identifier: @identifier, data:)) }
  end

  # Waits until the block is true of this client; it is asked again after each message.
  def wait_until(what)
    @lock.synchronize do
      deadline = Process.clock_gettime(Process::CLOCK_MONOTONIC) + LIMIT
      until yield self
        left = deadline - Process.clock_gettime(Process::CLOCK_MONOTONIC)
        raise "never true: #{what}; last messages: #{@messages.last(3).map { |message| message.to_s[0, 300] }.join("\n")}" if left <= 0

        @changed.wait(left)
      end
    end
    self
  end

  def at(revision) = wait_until("the preview is at #{revision}") { @revision == revision }

  def ready = wait_until("the preview is subscribed and knows where the app is") { @subscribed && @revision }

  # The next messages of the app's stream are lost on their way.
  def lose(count) = @lock.synchronize { @lose = count }

  def close
    @closing = true
    @socket&.close
    @thread.kill.join
  rescue IOError
    nil
  end

  # A connection that is no more is noticed by the one who reads from it.
  def write(data)
    @socket.write(data)
  rescue SystemCallError, IOError
    @socket.close
  end

  private

  def stay_connected
    until @closing
      begin
        connect
      rescue SystemCallError, IOError
        nil
      end
      @lock.synchronize do
        @subscribed = false
        @driver = nil
        @changed.broadcast
      end
      sleep(PAUSE) unless @closing
    end
  end

  def connect
    @socket = TCPSocket.new("127.0.0.1", @port)
    driver = WebSocket::Driver.client(self, protocols: ["actioncable-v1-json"])
    driver.on(:message) { |event| frame(JSON.parse(event.data)) }
    driver.on(:close) { @socket.close }
    @lock.synchronize { @driver = driver }
    driver.start
    loop { driver.parse(@socket.readpartial(65_536)) }
  end

  def frame(frame)
    @lock.synchronize do
      case frame["type"]
      when "welcome" then @driver.text(JSON.generate(command: "subscribe", identifier: @identifier))
      when "confirm_subscription" then subscribed
      when "disconnect" then @socket.close
      when nil then receive(frame["message"])
      end
      @changed.broadcast
    end
  end

  def subscribed
    @connections += 1
    @subscribed = true
  end

  def receive(message)
    return @lose -= 1 if @lose.to_i.positive? && message["type"].start_with?("hmr_", "build_")

    @messages << message
    case message["type"]
    when "connected" then beat(message)
    when "hmr_update", "hmr_batch" then apply(message)
    when "file_saved", "file_deleted" then answer(message, "saved")
    when "error" then answer(message, message["code"])
    end
  end

  def beat(message)
    @beats += 1
    sync if message["to"] != @revision
  end

  # Writes of other tabs are heard too: each has a name of its own.
  def answer(message, outcome)
    @answers[message["seq"]] = outcome if message["editor"] == name || message["type"] == "error"
  end

  def apply(message)
    return if message["from"] != @revision && message["to"] == @revision
    return sync if message["from"] != @revision

    message["modules"].each { |mod| @modules[mod["id"]] = mod["digest"] }
    message["removed"].each { |id| @modules.delete(id) }
    @revision = message["to"]
  end

  # Works of one app are done in their order, so that a write without an answer is lost when the beats after it are there.
  def attempt(action, data)
    ready
    connection, beat = @lock.synchronize { [@connections, @beats] }
    seq = edit(action, **data)
    wait_until("an answer to #{action}") { @answers.key?(seq) || @connections > connection || !@subscribed || @beats > beat + 2 }
    @lock.synchronize { @answers[seq] }
  end

  def name = "tab #{object_id}"

  def sync = perform("sync", from: @revision, have: @modules, page: nil)
end
