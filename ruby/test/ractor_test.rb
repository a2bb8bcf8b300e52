# frozen_string_literal: true

require "test_helper"

class RactorTest < Minitest::Test
  def test_compilers_and_sessions_are_shareable
    compiler = Hotframe::Compiler.new(env: { "VITE_A" => "1" })
    assert Ractor.shareable?(compiler)
    assert Ractor.shareable?(Hotframe::Session.new(Sources.app, compiler:))
  end

  # In a process of its own: Ractors change how the whole process runs.
  def test_ractors_compile_at_once
    output, status = Waiting.ruby(<<~RUBY, "-r", File.join(__dir__, "support", "sources.rb"))
      require "hotframe"
      shared = Hotframe::Compiler.new
      session = Hotframe::Session.new({ "index.html" => "<p>hi</p>", "a.ts" => "1" }, compiler: shared)
      ractors = 2.times.map do |n|
        Ractor.new(n, shared, session) do |n, shared, session|
          own = Hotframe::Compiler.new(mode: "production")
          begin
            shared.transform("../a.ts", "")
          rescue Hotframe::InvalidPathError => e
            refused = e.code
          end
          [20.times.all? { |i| shared.transform("a.ts", "export const a = \#{i};").ok? && own.transform("b.css", "a{b:\#{i}}").ok? },
           refused, session.page.frozen?, session.connected.type]
        end
      end
      print ractors.map(&:take).uniq.inspect
    RUBY
    assert_equal ['[[true, 7101, true, "connected"]]', true], [output, status.success?]
  end
end
