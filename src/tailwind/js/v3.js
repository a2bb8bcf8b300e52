// Tailwind v3: its own steps, entered below the part that searches and watches files. The context lives as long as the stylesheet, as in a
// development server, so that a build generates only what is new.
(function (kit, partly) {
  "use strict"
  const { host, path, load, forget, unwrap, rewriteUrls } = kit
  const home = path.dirname(host.module("tailwindcss/package.json", "/")?.[0] ?? "/node_modules/tailwindcss/package.json")
  const own = (name) => load(name, home)
  const { createContext } = own("./lib/lib/setupContextUtils.js")
  const processFeatures = own("./lib/processTailwindFeatures.js").default
  const resolveConfig = unwrap(own("./resolveConfig.js"))
  const { validateConfig } = own("./lib/util/validateConfig.js")
  const { generateRules } = own("./lib/lib/generateRules.js")
  const { defaultExtractor } = own("./lib/lib/defaultExtractor.js")
  const postcss = own("postcss")
  const names = ["js", "cjs", "mjs", "ts", "cts", "mts"].map((extension) => `./tailwind.config.${extension}`)
  const sheets = new Map()
  // The extension of what the host has taken apart: words, each once, with a space between two.
  const WORDS = "hotframe:words"
  const steps = async (root, context, from) => {
    const result = await postcss([(root, result) => processFeatures(() => () => context(root))(root, result)]).process(root, { from, map: false })
    return { root: result.root, css: result.css }
  }
  const parts = partly({ postcss, Stringifier: own("postcss/lib/stringifier"), process: async (root, context) => (await steps(root, () => context)).root })

  /** What Tailwind does with a piece of content. */
  const byExtension = {
    transform: (config, extension) => config.content.transform[extension] || config.content.transform.DEFAULT || (extension === "svelte" ? (text) => text.replace(/(?:^|\s)class:/g, " ") : (text) => text),
    extract: (context, extension) => context.tailwindConfig.content.extract[extension] || context.tailwindConfig.content.extract.DEFAULT || (context.defaultExtract ??= defaultExtractor(context)),
  }

  /** Inlines `@import`, as Vite does before it hands a stylesheet to Tailwind. */
  async function inline(entry, css) {
    const parsed = postcss.parse(css, { from: entry, map: false })
    if (!/@import/.test(css)) return parsed
    const importer = own("postcss-import")({
      root: "/",
      resolve: (specifier, base) => {
        const found = host.stylesheet(specifier, base)
        if (!found) throw new Error(`cannot find the stylesheet ${JSON.stringify(specifier)}, imported from ${base}`)
        return found[0]
      },
      load: (file) => host.stylesheet(file, "/")?.[1] ?? "",
    })
    const { root } = await postcss([importer]).process(parsed, { from: entry, map: false })
    const to = path.dirname(entry)
    root.walkDecls((declaration) => {
      const file = declaration.source?.input?.file
      if (file && declaration.value.includes("url(")) declaration.value = rewriteUrls(declaration.value, path.dirname(file), to)
    })
    return root
  }

  function configFor(entry, root, given) {
    let wanted = given
    let base = "/"
    root.walkAtRules("config", (rule) => {
      const name = /(['"])(.*?)\1/.exec(rule.params)?.[2]
      if (!name) throw rule.error("A path is required when using the `@config` directive.")
      wanted = path.isAbsolute(name) ? name : `./${name}`
      base = path.dirname(rule.source?.input?.file ?? entry)
      rule.remove()
    })
    const name = wanted ?? names.find((one) => host.module(one, "/"))
    if (!name) return { user: {}, file: null }
    const module = load(name, base)
    return { user: module.default ?? module, file: host.module(name, base)?.[0] ?? null }
  }

  async function compile(id, entry, css, given) {
    forget()
    const root = await inline(entry, css)
    const { user, file } = configFor(entry, root, given || undefined)
    const config = validateConfig(resolveConfig(user))
    const { files, relative, extract, transform } = config.content
    let scan = false
    let active = false
    const directives = new Set()
    root.walkAtRules((rule) => {
      scan ||= rule.name === "tailwind"
      if (rule.name === "tailwind") directives.add(rule.params === "screens" ? "variants" : rule.params)
      active ||= ["tailwind", "apply", "layer", "screen", "responsive", "variants"].includes(rule.name)
    })
    const whole = Object.keys(extract).length + Object.keys(transform).length > 0
    extract[WORDS] = (line) => line.split(" ")
    const base = relative && file ? path.dirname(file) : "/"
    sheets.set(id, { entry, root, config, directives, context: null, parts: null, raw: files.filter((one) => typeof one?.raw === "string") })
    return {
      active: active || /theme\(|screen\(/.test(css),
      scan,
      // A function of the config may look at a whole file; Tailwind's own looks at lines.
      whole,
      // What a word is depends on these two.
      plain: !whole && config.separator === ":" && config.prefix === "",
      content: files.filter((one) => typeof one === "string").map((pattern) => ({ base: base === "/" ? "" : base, pattern })),
    }
  }

  /** Of many words the few that may be classes: rules are found by what stands before the first dash. */
  function likely(context, words) {
    const start = (text) => /^[^-/[]*/.exec(text)[0]
    const starts = new Set([...context.candidateRuleMap.keys()].map((key) => start(String(key))))
    return words.filter((word) => {
      if (/[[({]/.test(word)) return true
      const base = word.slice(word.lastIndexOf(":") + 1).replace(/^!/, "")
      return starts.has(start(base)) || (base[0] === "-" && starts.has(start(base.slice(1))))
    })
  }

  /** The candidates in `items` that were never seen before. */
  function unseen(context, items) {
    const found = new Set()
    for (const { content, extension } of items) {
      const extract = byExtension.extract(context, extension)
      for (const line of byExtension.transform(context.tailwindConfig, extension)(content).split("\n")) {
        for (const one of extract(line.trim())) if (one !== "!*" && !context.classCache.has(one) && !context.notClassCache.has(one)) found.add(one)
      }
    }
    return found
  }

  /** All rules in their order. */
  function sorted(context) {
    // Rules of equal rank stand in the order of their candidates, as if all had been found at once.
    const candidates = [...context.candidateRuleCache.keys()].sort()
    context.ruleCache = new Set(candidates.flatMap((one) => [...context.candidateRuleCache.get(one)]))
    const layers = { defaults: new Set(), base: new Set(), components: new Set(), utilities: new Set(), variants: new Set() }
    for (const [{ layer }, rule] of context.offsets.sort([...context.ruleCache])) layers[layer].add(rule)
    context.stylesheetCache = layers
    return plain(layers)
  }

  const plain = ({ defaults, base, ...layers }) => ({ base: [...defaults, ...base], ...Object.fromEntries(Object.entries(layers).map(([name, nodes]) => [name, [...nodes]])) })

  /** Null when nothing changed. `items`: `{content, extension}` of what was not built before. */
  async function build(id, items) {
    const sheet = sheets.get(id)
    if (sheet.context) {
      const { context } = sheet
      const before = context.classCache.size
      generateRules(unseen(context, items), context)
      if (context.classCache.size === before) return null
      const css = await parts.extend(sheet.parts, sorted(context), context)
      if (css !== null) return css
    }
    const context = (root) => {
      if (sheet.context) return sheet.context
      sheet.context = createContext(sheet.config, [...sheet.raw.map(({ raw, extension = "html" }) => ({ content: raw, extension })), ...items], root)
      for (const item of items) if (item.extension === WORDS) item.content = likely(sheet.context, item.content.split(" ")).join(" ")
      return sheet.context
    }
    const { root, css } = await steps(sheet.root.clone(), context, sheet.entry)
    // A stylesheet without `@tailwind` has no rules to add to.
    const made = sheet.context.stylesheetCache
    sheet.parts = made && parts.take(root, css, plain(made), sheet.directives)
    return css
  }

  const drop = (id) => sheets.delete(id)
  return { compile, build, drop }
})
