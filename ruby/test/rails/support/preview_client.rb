# frozen_string_literal: true

require "json"
require "socket"
require "timeout"
require "websocket/driver"

# What an open preview does, without a browser: one subscription, the revision and the modules it holds, and `sync` whenever it cannot follow. Comes
# back when its connection breaks.
class PreviewClient
  LIMIT = Integer(ENV.fetch("HOTFRAME_WAIT", "60"))

  attr_reader :url, :messages

  def initialize(port, app_id, user: "ada")
    @port = port
    @url = "ws://127.0.0.1:#{port}/cable?user=#{user}"
    @identifier = JSON.generate({ channel: "AppPreviewChannel", app_id: app_id.to_s })
    @lock = Monitor.new
    @changed = @lock.new_cond
    @messages = []
    @modules = {}
    @revision = nil
    @subscribed = false
    @thread = Thread.new { stay_connected }
  end

  def revision = @lock.synchronize { @revision }

  def subscribed? = @lock.synchronize { @subscribed }

  def perform(action, **data)
    @lock.synchronize { @driver&.text(JSON.generate(command: "message", identifier: @identifier, data: JSON.generate(data.merge(action:)))) }
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

  def write(data) = @socket.write(data)

  private

  def stay_connected
    until @closing
      begin
        connect
      rescue SystemCallError, IOError
        Thread.pass
      end
      @lock.synchronize do
        @subscribed = false
        @driver = nil
        @changed.broadcast
      end
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
      when "confirm_subscription" then @subscribed = true
      when "disconnect" then @socket.close
      when nil then receive(frame["message"])
      end
      @changed.broadcast
    end
  end

  def receive(message)
    return @lose -= 1 if @lose.to_i.positive? && message["type"].start_with?("hmr_", "build_")

    @messages << message
    case message["type"]
    when "connected" then sync if message["to"] != @revision
    when "hmr_update", "hmr_batch" then apply(message)
    end
  end

  def apply(message)
    return if message["from"] != @revision && message["to"] == @revision
    return sync if message["from"] != @revision

    message["modules"].each { |mod| @modules[mod["id"]] = mod["digest"] }
    message["removed"].each { |id| @modules.delete(id) }
    @revision = message["to"]
  end

  def sync = perform("sync", from: @revision, have: @modules, page: nil)
end
