// Tailwind v3: a finished stylesheet in parts, so that an edit makes only the rules that are new and those that join them in one block. Tailwind's own
// steps make these, too, on a stylesheet with nothing else in it. Whatever could make a difference to the bytes answers null: then all of it is made.
(function (kit) {
  "use strict"
  const { postcss, Stringifier, process } = kit
  const LAYERS = ["components", "utilities", "variants"]
  const BORDER = "hotframe: between two parts"
  // What refers to the rest of the stylesheet.
  const special = new Set(["apply", "screen", "tailwind", "layer", "variants", "responsive", "import", "charset"])

  /** Neighbours of one key become one rule or block. */
  const keyOf = (node) => {
    if (node.type === "rule") return (node.selector ?? "").replace(/\s+/g, " ")
    return node.type === "atrule" && node.name !== "font-face" ? `@${node.name} ${(node.params ?? "").replace(/\s+/g, " ")}` : null
  }

  const layerOf = (node) => (LAYERS.includes(node.raws.tailwind?.layer) ? node.raws.tailwind.layer : null)

  const isSpecial = (node) => {
    let found = node.type === "atrule" && special.has(node.name)
    node.walkAtRules?.((rule) => { found ||= special.has(rule.name) })
    return found
  }

  function runsOf(layer, nodes) {
    const runs = []
    let last
    for (const node of nodes) {
      const key = keyOf(node)
      if (last && key !== null && last.key === key) last.nodes.push(node)
      else runs.push((last = { layer, key, tail: key, mark: layer, nodes: [node], text: null }))
    }
    for (const run of runs) run.isSpecial = run.nodes.some(isSpecial)
    return runs
  }

  const same = (a, b) => a.length === b.length && a.every((one, at) => one === b[at])

  /** A child of a root, as the stylesheet has it. */
  function print(node, semicolon) {
    let text = ""
    const printer = new Stringifier((more) => { text += more })
    text += printer.raw(node, "before")
    printer.stringify(node, semicolon)
    return text
  }

  /** `layers`: Tailwind's sorted nodes. `directives`: what the stylesheet has of `@tailwind`. */
  function take(root, css, layers, directives) {
    if (!["base", "components", "utilities"].every((name) => directives.has(name))) return null
    const ends = root.nodes.length - 1 - [...root.nodes].reverse().findIndex((node) => node.type !== "comment")
    const semicolon = new Stringifier(() => {}).raw(root, "semicolon")
    const waiting = Object.fromEntries(LAYERS.map((name) => [name, runsOf(name, layers[name])]))
    const before = new Map()
    let isParsed = false
    const list = []
    for (const [at, node] of root.nodes.entries()) {
      const mark = node.raws.tailwind?.layer ?? null
      const layer = layerOf(node)
      const key = keyOf(node)
      const text = print(node, at !== ends || semicolon)
      const last = list.at(-1)
      const isNext = (name) => waiting[name][0]?.key === key && key !== null
      // What `@apply` was in is made of several rules, without marks.
      const behind = last?.mark && LAYERS.find((name) => isNext(name) && waiting[name][0].isSpecial && (last.mark === name || last.layer === name || LAYERS.indexOf(name) > LAYERS.indexOf(last.layer)))
      const home = layer ?? behind
      if (!(home && isNext(home)) && last?.isSpecial && (layer ?? last.layer) === last.layer) {
        last.text += text
        last.tail = key
        continue
      }
      if (home && !(waiting[home].length && waiting[home][0].key === key)) return null
      const part = home ? waiting[home].shift() : { layer: null, key, nodes: null }
      list.push(Object.assign(part, { text, tail: key, mark: mark ?? part.layer }))
      // How new nodes are laid out is read off the first parsed ones: no new one may stand before these.
      if (home && !isParsed) return null
      isParsed ||= node.type === "rule" && node.nodes.some(({ raws }) => raws.between !== undefined) && node.raws.semicolon !== undefined
      if (layer && !before.has(layer) && part.nodes[0].raws.before === undefined) before.set(layer, node.raws.before)
    }
    const after = root.raws.after ?? ""
    if (LAYERS.some((name) => waiting[name].length) || list.map(({ text }) => text).join("") + after !== css) return null
    const frame = postcss.parse(["/**/", ...LAYERS.filter((name) => directives.has(name)).map((name) => `@tailwind ${name};`)].join("\n"))
    return { list, after, before, frame, base: layers.base, raws: { ...root.rawCache } }
  }

  /** The stylesheet after rules were added; null when it has to be made whole. */
  async function extend(parts, layers, context) {
    if (!parts || !same(parts.base, layers.base)) return null
    const old = new Map()
    for (const part of parts.list) if (part.layer) old.set(part.nodes[0], part)
    const next = {}
    const fresh = []
    for (const layer of LAYERS) {
      next[layer] = runsOf(layer, layers[layer])
      if (next[layer].length && !parts.before.has(layer)) return null
      for (const run of next[layer]) {
        const known = old.get(run.nodes[0])
        if (known && known.layer === layer && known.key === run.key && same(known.nodes, run.nodes)) Object.assign(run, { text: known.text, tail: known.tail })
        else if (run.nodes[0].raws.before !== undefined || run.isSpecial) return null
        else fresh.push(run)
      }
    }
    // Behind what `@apply` made last may stand rules that are not of the layer.
    for (const part of parts.list.filter((part, at) => part.isSpecial && parts.list[at + 1]?.layer !== part.layer)) {
      if (next[part.layer].at(-1).nodes[0] !== part.nodes[0]) return null
    }
    const sheet = { defaults: new Set(), base: new Set(), components: new Set(), utilities: new Set(), variants: new Set() }
    for (const { layer, nodes } of fresh) {
      for (const node of nodes) sheet[layer].add(node)
      sheet[layer].add(postcss.comment({ text: BORDER }))
    }
    const root = await process(parts.frame.clone(), Object.assign(Object.create(context), { stylesheetCache: sheet, changedContent: [] }))
    root.rawCache = { ...parts.raws }
    const made = Object.fromEntries(LAYERS.map((name) => [name, [[]]]))
    for (const node of root.nodes) {
      const layer = layerOf(node)
      if (!layer) continue
      if (node.type === "comment" && node.text === BORDER) made[layer].push([])
      else made[layer].at(-1).push(node)
    }
    for (const run of fresh) {
      const [node, more] = made[run.layer].shift()
      if (!node || more || keyOf(node) !== run.key) return null
      node.raws.before = parts.before.get(run.layer)
      Object.assign(run, { text: print(node, true), tail: run.key })
    }
    if (Object.keys(root.rawCache).length !== Object.keys(parts.raws).length) return null
    const list = []
    for (const part of parts.list) {
      if (!part.layer) list.push(part)
      else if (next[part.layer]) {
        for (const run of next[part.layer]) list.push(run)
        next[part.layer] = null
      }
    }
    if (list.some(({ key }, at) => key !== null && key === list[at - 1]?.tail)) return null
    parts.list = list
    return list.map(({ text }) => text).join("") + parts.after
  }

  return { take, extend }
})
