# frozen_string_literal: true

# What a Puck document of 10, 100 and 1,000 components costs, there and back, in milliseconds: JSON in, files out.

require "hotframe"

ROUNDS = Integer(ENV.fetch("ROUNDS", 200))

# Five components a section, three of them in slots.
def document(components)
  sections = (0...(components / 5)).flat_map do |n|
    text = { type: "Text", props: { id: "Text-#{n}", text: "Some words", size: "lg" } }
    card = { type: "Card", props: { id: "Card-#{n}", title: "Card", children: [text], footer: [] } }
    items = [{ icon: "bolt", title: "Fast", description: "Yes" }, { icon: "star", title: "Good" }]
    [{ type: "Hero", props: { id: "Hero-#{n}", title: "Headline #{n}", actions: [{ label: "Go", href: "/go", variant: "primary" }], media: [card] } },
     { type: "Features", props: { id: "Features-#{n}", columns: 3, items: } },
     { type: "Button", props: { id: "Button-#{n}", label: "Press", href: "https://example.com/", variant: "outline" } }]
  end
  JSON.generate(root: { props: { title: "Home" } }, content: sections)
end

# The median of many rounds.
def milliseconds(rounds)
  times = Array.new(rounds) do
    start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
    yield
    (Process.clock_gettime(Process::CLOCK_MONOTONIC) - start) * 1000
  end
  times.sort[times.size / 2]
end

puts "#{"Puck document".ljust(28)} #{"convert ms".rjust(10)} #{"read ms".rjust(10)}"
[10, 100, 1_000].each do |components|
  data = document(components)
  files = Hotframe::Puck.convert(data).files
  rounds = [ROUNDS * 10 / components, 10].max
  convert = milliseconds(rounds) { Hotframe::Puck.convert(data) }
  read = milliseconds(rounds) { Hotframe::Puck.read(files) }
  puts format("%-28<what>s %10.2<convert>f %10.2<read>f", what: "#{components} components", convert:, read:)
end
