# frozen_string_literal: true

require "test_helper"
require_relative "rails/support/services"

class ModuleCacheTest < Minitest::Test
  SOURCE = "export const a: number = %d;"

  def self.redis = @redis ||= Services::Redis.new.start

  def setup
    @redis = ModuleCacheTest.redis
    @compiler = Hotframe::Compiler.new(module_cache: @redis.url)
  end

  # What a process of its own makes of a source, and what the cache had of it.
  def elsewhere(source)
    program = <<~RUBY
      compiler = Hotframe::Compiler.new(module_cache: ARGV[0])
      puts compiler.transform("src/shared.ts", ARGV[1]).to_json, compiler.module_cache_use.to_json
    RUBY
    output = IO.popen([RbConfig.ruby, "-I", File.expand_path("../lib", __dir__), "-r", "hotframe", "-e", program, @redis.url, source], &:read)
    made, use = output.lines
    [Hotframe::Module.new(made), JSON.parse(use, symbolize_names: true)]
  end

  def test_what_one_process_compiled_another_one_takes
    source = format(SOURCE, 1)
    mine = @compiler.transform("src/shared.ts", source)
    assert_equal({ hits: 0, misses: 1, failures: 0 }, @compiler.module_cache_use)
    assert_equal [mine, { hits: 1, misses: 0, failures: 0 }], elsewhere(source)
  end

  # Parent and child ask at the same time; on one connection each would hear what the other asked.
  def test_a_forked_child_has_a_connection_of_its_own
    sources = Array.new(200) { |n| format(SOURCE, 1_000 + n) }
    @compiler.transform("src/forked.ts", format(SOURCE, 2)) # opens a connection
    reader, writer = IO.pipe
    child = fork do
      reader.close
      writer.write([sources.map { |source| @compiler.transform("src/forked.ts", source).code }, @compiler.module_cache_use[:failures]].to_json)
      exit!(0)
    end
    writer.close
    mine = sources.map { |source| @compiler.transform("src/forked.ts", source).code }
    theirs, failures = JSON.parse(reader.read)
    Process.wait(child)
    assert_equal [mine, 0, 0], [theirs, failures, @compiler.module_cache_use[:failures]]
    mine.each_with_index { |code, n| assert_includes code, (1_000 + n).to_s }
  end

  def test_without_redis_everything_is_compiled_here
    redis = Services::Redis.new
    compiler = Hotframe::Compiler.new(module_cache: redis.url)
    assert_predicate compiler.transform("src/alone.ts", format(SOURCE, 3)), :ok?
    assert_operator compiler.module_cache_use[:failures], :>=, 1
  end

  def test_the_address_is_checked_and_never_shown
    error = assert_raises(Hotframe::InvalidOptionsError) { Hotframe::Compiler.new(module_cache: "secret") }
    refute_includes error.message, "secret"
    compiler = Hotframe::Compiler.new(module_cache: "redis://:secret@127.0.0.1:1/0")
    refute_includes compiler.inspect, "secret"
    assert_nil Hotframe::Compiler.new.module_cache_use
  end
end
