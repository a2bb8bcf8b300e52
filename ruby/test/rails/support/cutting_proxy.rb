# frozen_string_literal: true

require "socket"

# Stands between a client and a server, and cuts connections after so many bytes of the client's, so many times; the others it leaves alone.
class CuttingProxy
  attr_reader :cut

  def initialize(port, after:, times:)
    @port = port
    @after = after
    @left = times
    @cut = 0
    @lock = Mutex.new
    @server = TCPServer.new("127.0.0.1", 0)
    @thread = Thread.new { accept }
  end

  def api_base = "http://127.0.0.1:#{@server.addr[1]}/client/v4"

  def stop
    @server.close
    @thread.kill.join
  end

  private

  def accept
    loop do
      client = @server.accept
      Thread.new { serve(client, TCPSocket.new("127.0.0.1", @port)) }
    end
  rescue IOError
    nil
  end

  def serve(client, server)
    back = Thread.new { pass(server, client) }
    forward(client, server)
  ensure
    [client, server].each(&:close)
    back&.kill
  end

  def forward(client, server)
    bytes = 0
    loop do
      data = client.readpartial(1024)
      bytes += data.bytesize
      return if bytes > @after && cut?

      server.write(data)
    end
  rescue SystemCallError, IOError
    nil
  end

  def cut?
    @lock.synchronize do
      next false if @left.zero?

      @left -= 1
      @cut += 1
      true
    end
  end

  def pass(from, to)
    loop { to.write(from.readpartial(65_536)) }
  rescue SystemCallError, IOError
    nil
  end
end
