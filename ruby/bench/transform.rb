# frozen_string_literal: true

# What compiling costs from Ruby: rake bench

require "hotframe"

def measure(name, count, &)
  GC.start
  start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  count.times(&)
  each = (Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) / count
  puts format("%-44<name>s %9.3<ms>f ms   %9<rate>d/s", name:, ms: each * 1000, rate: 1 / each)
end

def component(text)
  rows = (1..40).map { |n| "<li key={#{n}} className=\"row\" onClick={() => setCount(count + #{n})}>{`#{text} ${count + #{n}}`}</li>" }
  <<~TSX
    import { useState } from "react";
    export default function App({ start = 0 }: { start?: number }) {
      const [count, setCount] = useState<number>(start);
      return <ul>#{rows.join("\n")}</ul>;
    }
  TSX
end

count = ENV["CI"] ? 20 : 300
compiler = Hotframe::Compiler.new
sources = Array.new(count) { |n| component("edit #{n}") }
puts "#{RUBY_DESCRIPTION}, hotframe #{Hotframe::VERSION}, a component of #{sources.first.bytesize} bytes"

measure("transform, new source", count) { |n| compiler.transform("src/App.tsx", sources[n]) }
measure("transform, from the cache", count) { |n| compiler.transform("src/App.tsx", sources[n]) }

files = { "index.html" => %(<div id="root"></div><script type="module" src="/src/main.ts"></script>),
          "src/main.ts" => %(import { text } from "./text"; document.title = text;), "src/text.ts" => "" }
session = Hotframe::Session.new(files, compiler:, app: "1")
measure("session.update, new source", count) { |n| session.update("src/text.ts" => "export const text = 'edit #{n}';").to_json }
measure("session.update, nothing changed", count) { session.update("src/text.ts" => "export const text = 'edit #{count - 1}';") }
measure("session.connected", count) { session.connected.to_json }

[1, 2, 4].each do |threads|
  queue = Queue.new(Array.new(count) { |n| component("thread #{threads} #{n}") })
  measure("transform in #{threads} threads, each", 1) do
    Array.new(threads) { Thread.new { compiler.transform("src/App.tsx", queue.pop(true)) until queue.empty? } }.each(&:join)
  end
end
