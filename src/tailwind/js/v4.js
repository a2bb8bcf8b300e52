// Tailwind v4: compile() once, then build() with the candidates that are new.
(function (kit) {
  "use strict"
  const { host, path, load, forget, unwrap, rewriteUrls } = kit
  const tailwind = load("tailwindcss", "/")
  const { Utilities, AtApply, JsPluginCompat, ThemeFunction, Variants } = tailwind.Features
  const sheets = new Map()

  /** Where a class is applied: v4 does not say. */
  function applied(name, texts) {
    for (const [file, text] of texts) {
      for (const rule of text.matchAll(/@apply[^;{}]*/g)) {
        const at = rule[0].split(/(\s+)/).reduce(({ end, found }, word) => ({ end: end + word.length, found: word === name ? end : found }), { end: 0, found: -1 }).found
        if (at < 0) continue
        const before = text.slice(0, rule.index + at).split("\n")
        return { file, line: before.length, column: before[before.length - 1].length + 1 }
      }
    }
  }

  async function compile(id, entry, css) {
    forget()
    const texts = [[entry, css]]
    const root = path.dirname(entry)
    const options = {
      base: root,
      async loadStylesheet(specifier, base) {
        const found = host.stylesheet(specifier, base)
        if (!found) throw new Error(`cannot find the stylesheet ${JSON.stringify(specifier)}, imported from ${base}`)
        const folder = path.dirname(found[0])
        texts.push(found)
        return { path: found[0], base: folder, content: rewriteUrls(found[1], folder, root) }
      },
      async loadModule(specifier, base) {
        const module = unwrap(load(specifier, base))
        const file = host.module(specifier, base)?.[0] ?? specifier
        return { path: file, base: path.dirname(file), module }
      },
    }
    let sheet
    try {
      sheet = await tailwind.compile(css, options)
    } catch (problem) {
      const name = /utility class `([^`]+)`/.exec(problem?.message)?.[1]
      const place = name && applied(name, texts)
      if (place) throw Object.assign(problem, { place })
      // Places in the text are only tracked when asked for, which costs time and memory: so only to say where it went wrong.
      await tailwind.compile(css, { ...options, from: entry })
      throw problem
    }
    sheets.set(id, sheet)
    const rootSource = sheet.root === "none" ? [] : [sheet.root ?? { base: "/", pattern: "**/*" }]
    return {
      active: (sheet.features & (Utilities | AtApply | JsPluginCompat | ThemeFunction | Variants)) !== 0,
      scan: (sheet.features & Utilities) !== 0,
      // `globs` before 4.1.
      sources: [...rootSource, ...(sheet.sources ?? sheet.globs)].map(({ base, pattern, negated }) => ({ base: base === "/" ? "" : base, pattern, negated: !!negated })),
    }
  }

  const build = (id, candidates) => sheets.get(id).build(candidates)
  const drop = (id) => sheets.delete(id)
  return { compile, build, drop }
})
