# frozen_string_literal: true

require "open3"
require "rbconfig"

# Waits on states, never for a time; every wait has a limit, so that a hang is a failure.
module Waiting
  LIMIT = 60

  module_function

  def clock = Process.clock_gettime(Process::CLOCK_MONOTONIC)

  def seconds
    start = clock
    yield
    clock - start
  end

  # Until the thread has left Ruby's lock (or has ended).
  def until_working(thread) = Timeout.timeout(LIMIT) { Thread.pass until thread.stop? }

  # What a forked child's block returns; the child is killed when it hangs.
  def in_child(&)
    reader, writer = IO.pipe
    child = fork { report(reader, writer, &) }
    writer.close
    Timeout.timeout(LIMIT) { Marshal.load(reader.read) } # rubocop:disable Security/MarshalLoad
  ensure
    Process.kill(:KILL, child)
    Process.wait(child)
  end

  def report(reader, writer)
    reader.close
    answer = begin
      yield
    rescue StandardError => e
      "#{e.class}: #{e.message}"
    end
    writer.write(Marshal.dump(answer))
    writer.close
  ensure
    exit!
  end

  # Output and status of another Ruby process that can load Hotframe.
  def ruby(script, *options, env: {})
    lib = File.expand_path("../../lib", __dir__)
    Open3.capture2e(env, RbConfig.ruby, "-W:no-experimental", "-I", lib, *options, "-e", script)
  end
end
