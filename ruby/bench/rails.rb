# frozen_string_literal: true

# rails.rb [EDITS]: what an edit costs on its way through Puma and the cable, for each adapter; how many previews one Puma holds; and the same edits
# through `npx esbuild`, one process per keystroke. Starts its own Redis and PostgreSQL. `benches/browser/cable_to_dom.mjs` goes on to the DOM.

require "json"
require "open3"
# A thousand previews take their time to open on a busy machine.
ENV["HOTFRAME_WAIT"] ||= "600"
$LOAD_PATH.unshift File.expand_path("../lib", __dir__)
require_relative "../test/rails/support/services"
require_relative "../test/rails/support/preview_client"

EDITS = Integer(ARGV.fetch(0, 200))
FILES = {
  "index.html" => %(<!doctype html><div id="root"></div><script type="module" src="/src/main.tsx"></script>),
  "src/main.tsx" => %(import { createRoot } from "react-dom/client";\nimport App from "./App";\n) +
                    %(createRoot(document.getElementById("root")!).render(<App />);\n),
  "src/App.tsx" => %(import { Card } from "./Card";\nexport default function App() { return <main><Card title="Hello" /></main>; }\n),
  "src/Card.tsx" => %(export function Card({ title }: { title: string }) { return <section className="card"><h1>{title}</h1></section>; }\n)
}.freeze

module RailsBench
  module_function

  def clock = Process.clock_gettime(Process::CLOCK_MONOTONIC)

  def percentile(times, share) = times.sort[((times.size - 1) * share).round]

  def row(name, times) = puts(format("  %-44<name>s p50 %7.1<p50>f ms   p95 %7.1<p95>f ms", name:, p50: percentile(times, 0.5), p95: percentile(times, 0.95)))

  def edited(number) = FILES["src/Card.tsx"].sub("card", "card n#{number}")

  def cpu(pids) = pids.sum { |pid| File.read("/proc/#{pid}/stat").split.values_at(13, 14).sum(&:to_i) } / 100.0

  def rss(pids) = pids.sum { |pid| File.read("/proc/#{pid}/statm").split[1].to_i * 4096 }

  # A process that makes the tables and `count` apps, and prints their ids.
  def seed(env, count)
    script = <<~RUBY
      require #{File.expand_path("../test/rails/support/dummy", __dir__).dump}
      files = #{FILES.inspect}
      ids = Array.new(#{count}) do
        project = Project.create!(owner: "ada")
        rows = files.map { |path, content| { project_id: project.id, path:, content:, created_at: Time.current, updated_at: Time.current } }
        AppFile.insert_all!(rows)
        project.id
      end
      puts ids.to_json
    RUBY
    output, status = Open3.capture2({ "RAILS_ENV" => "production" }.merge(env), RbConfig.ruby, "-W0", "-I", File.expand_path("../lib", __dir__), "-e", script)
    abort output unless status.success?
    JSON.parse(output.lines.last)
  end

  # From the write's leaving to the preview's holding the new revision.
  def edit(client, number)
    before = client.revision
    start = clock
    client.perform("update_file", path: "src/Card.tsx", content: edited(number))
    client.wait_until("the edit is there") { |it| it.revision != before }
    (clock - start) * 1000
  end

  def with_server(adapter, apps)
    services = { "redis" => Services::Redis, "postgresql" => Services::Postgres }.slice(adapter).transform_values { |type| type.new.start }
    env = { "CABLE" => adapter, "DUMMY_FOLDER" => Dir.mktmpdir("hotframe-bench") }
    env["REDIS_URL"] = services["redis"].url if services["redis"]
    env["DATABASE_URL"] = services["postgresql"].url if services["postgresql"]
    ids = seed(env, apps)
    puma = Services::Puma.new(env).start
    yield puma, ids
  ensure
    puma&.remove
    services&.each_value(&:remove)
    FileUtils.rm_rf(env["DUMMY_FOLDER"])
  end

  def latency(adapter)
    with_server(adapter, 1) do |puma, ids|
      client = PreviewClient.new(puma.port, ids.first).ready
      20.times { |n| edit(client, n) }
      spent = cpu([puma.pid])
      times = Array.new(EDITS) { |n| edit(client, 100 + n) }
      row("#{adapter}: edit -> update in the preview", times)
      puts format("  %-44<name>s %.1<ms>f ms", name: "  CPU of Puma per edit", ms: (cpu([puma.pid]) - spent) * 1000 / EDITS)
      client.close
      return percentile(times, 0.5)
    end
  end

  def capacity(previews)
    with_server("async", previews) do |puma, ids|
      before = rss([puma.pid])
      start = clock
      clients = ids.each_slice(50).flat_map { |slice| slice.map { |id| PreviewClient.new(puma.port, id) }.each(&:ready) }
      puts format("  %-44<name>s %.0<kb>f KB each, all open in %.1<s>f s", name: "#{previews} previews: memory",
                                                                           kb: (rss([puma.pid]) - before) / 1024.0 / previews, s: clock - start)
      five_a_second(puma, clients)
      clients.each(&:close)
    end
  end

  # Spread over all previews.
  def five_a_second(puma, clients)
    spent = cpu([puma.pid])
    start = clock
    times = Array.new([EDITS, 100].min) do |n|
      due = start + (n / 5.0)
      sleep(due - clock) if due > clock
      edit(clients.sample, n)
    end
    row("  5 edits/s: edit -> update", times)
    puts format("  %-44<name>s %.0<cpu>f %% of one", name: "  CPU", cpu: (cpu([puma.pid]) - spent) / (clock - start) * 100)
  end

  # The way that is replaced: one process for each keystroke, which only compiles.
  def esbuild
    folder = File.expand_path("../../tests", __dir__)
    times = Array.new(10) do |n|
      start = clock
      _, status = Open3.capture2e("npx", "--no-install", "esbuild", "--loader=tsx", stdin_data: edited(n), chdir: folder)
      abort "npx esbuild failed: run `make setup`" unless status.success?
      (clock - start) * 1000
    end
    row("npx esbuild, one process per keystroke", times)
    percentile(times, 0.5)
  end
end

puts "Rails: #{EDITS} edits for each adapter; times on this machine"
ours = %w[async redis postgresql].to_h { |adapter| [adapter, RailsBench.latency(adapter)] }
theirs = RailsBench.esbuild
puts format("  %-44<name>s %.1<ratio>f x", name: "esbuild alone / our whole way (async)", ratio: theirs / ours["async"])
[200, 1_000].each { |previews| RailsBench.capacity(previews) }
