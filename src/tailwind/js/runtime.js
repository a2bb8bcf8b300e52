// What the engine lacks and Tailwind, its plugins or an app's config expect. No network, no files, no process: only values.
// `host` has: stylesheet(specifier, base), module(specifier, base) -> [path, text] or undefined; evaluate(path, text).
(function (host) {
  "use strict"
  const silent = () => {}
  globalThis.global = globalThis
  globalThis.console = { log: silent, info: silent, warn: silent, error: silent, debug: silent, trace: silent, time: silent, timeEnd: silent }
  globalThis.process = {
    env: { NODE_ENV: host.production ? "production" : "development" },
    argv: [], execArgv: [], platform: "linux", version: "v20.0.0", versions: { node: "20.0.0" }, pid: 1,
    cwd: () => "/", on: silent, once: silent, emitWarning: silent, nextTick: (work, ...rest) => Promise.resolve().then(() => work(...rest)),
    stdout: { isTTY: false, write: silent }, stderr: { isTTY: false, write: silent },
  }
  globalThis.setTimeout ??= (work, _, ...rest) => (Promise.resolve().then(() => work(...rest)), 0)
  globalThis.setImmediate ??= (work, ...rest) => globalThis.setTimeout(work, 0, ...rest)
  globalThis.clearTimeout ??= silent
  globalThis.clearImmediate ??= silent
  globalThis.structuredClone ??= (value) => {
    const seen = new Map()
    const copy = (it) => {
      if (typeof it === "function" || typeof it === "symbol") throw new TypeError("a function cannot be cloned")
      if (typeof it !== "object" || it === null) return it
      if (seen.has(it)) return seen.get(it)
      if (it instanceof Date) return new Date(it)
      if (it instanceof RegExp) return new RegExp(it)
      const to = Array.isArray(it) ? [] : it instanceof Map ? new Map() : it instanceof Set ? new Set() : {}
      seen.set(it, to)
      if (it instanceof Map) for (const [key, one] of it) to.set(copy(key), copy(one))
      else if (it instanceof Set) for (const one of it) to.add(copy(one))
      else for (const key of Object.keys(it)) to[key] = copy(it[key])
      return to
    }
    return copy(value)
  }
  globalThis.Intl ??= {}
  // Tailwind lists unknown classes with it in one message.
  globalThis.Intl.ListFormat ??= class {
    constructor(_, { type = "conjunction" } = {}) { this.word = type === "disjunction" ? "or" : "and" }
    format(list) {
      const all = [...list]
      if (all.length < 3) return all.join(` ${this.word} `)
      return `${all.slice(0, -1).join(", ")}, ${this.word} ${all[all.length - 1]}`
    }
  }

  // ---- the modules of Node that are values, and stand-ins for those that are not

  const normalize = (text) => {
    const absolute = text[0] === "/"
    const parts = []
    for (const part of text.split("/")) {
      if (part === "" || part === ".") continue
      if (part === ".." && parts.length && parts[parts.length - 1] !== "..") parts.pop()
      else if (part !== ".." || !absolute) parts.push(part)
    }
    return (absolute ? "/" : "") + parts.join("/") || "."
  }
  const path = {
    sep: "/", delimiter: ":", normalize,
    isAbsolute: (text) => text[0] === "/",
    join: (...parts) => normalize(parts.filter(Boolean).join("/") || "."),
    resolve: (...parts) => {
      let result = ""
      for (const part of ["/", ...parts]) if (part) result = part[0] === "/" ? part : `${result}/${part}`
      return normalize(result)
    },
    dirname: (text) => { const at = text.replace(/\/+$/, "").lastIndexOf("/"); return at > 0 ? text.slice(0, at) : at === 0 ? "/" : "." },
    basename: (text, suffix = "") => { const name = text.replace(/\/+$/, "").split("/").pop(); return suffix && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name },
    extname: (text) => /[^/](\.[^./]*)$/.exec(text)?.[1] ?? "",
    relative: (from, to) => {
      const a = path.resolve(from).split("/").filter(Boolean), b = path.resolve(to).split("/").filter(Boolean)
      let same = 0
      while (same < a.length && same < b.length && a[same] === b[same]) same++
      return [...a.slice(same).map(() => ".."), ...b.slice(same)].join("/")
    },
    parse: (text) => { const base = path.basename(text), ext = path.extname(text); return { root: text[0] === "/" ? "/" : "", dir: path.dirname(text), base, ext, name: ext ? base.slice(0, -ext.length) : base } },
  }
  path.posix = path
  path.win32 = path
  const refused = (name) => () => { throw new Error(`${name} is not available: styles are compiled without access to files, network and processes`) }
  const standIn = (name, real = {}) => new Proxy(real, {
    get: (target, key) => (key in target ? target[key] : key === "__esModule" || typeof key === "symbol" ? undefined : refused(`${name}.${String(key)}`)),
  })
  const readFile = (name) => {
    const found = host.stylesheet(String(name), "/")
    if (!found) throw Object.assign(new Error(`ENOENT: no such file in the app: ${name}`), { code: "ENOENT" })
    return found[1]
  }
  const fs = standIn("fs", {
    existsSync: () => false,
    readFileSync: (name) => { if (!/\.css$/.test(String(name))) refused("fs.readFileSync")(); return readFile(name) },
    promises: standIn("fs.promises"),
    constants: {},
  })
  // Only names of things are hashed here.
  const createHash = () => {
    let state = 0xcbf29ce484222325n
    const hash = {
      update: (text) => { for (const letter of String(text)) state = ((state ^ BigInt(letter.codePointAt(0))) * 0x100000001b3n) & 0xffffffffffffffffn; return hash },
      digest: () => state.toString(16).padStart(16, "0"),
    }
    return hash
  }
  const url = standIn("url", { fileURLToPath: (text) => String(text).replace(/^file:\/\//, ""), pathToFileURL: (text) => ({ href: `file://${text}`, toString: () => `file://${text}` }) })
  const util = { deprecate: (work) => work, inspect: String, inherits: (a, b) => Object.setPrototypeOf(a.prototype, b.prototype), promisify: (work) => work, types: {}, isDeepStrictEqual: (a, b) => JSON.stringify(a) === JSON.stringify(b) }
  const builtin = {
    path, fs, url, util, "path/posix": path,
    crypto: standIn("crypto", { createHash }),
    os: standIn("os", { EOL: "\n", platform: () => "linux", homedir: () => "/", tmpdir: () => "/" }),
    tty: { isatty: () => false }, process: globalThis.process,
    events: standIn("events"), module: standIn("module"), "fs/promises": fs.promises,
    assert: Object.assign((value, text) => { if (!value) throw new Error(text ?? "assertion failed") }, { ok: silent, strict: silent }),
  }
  for (const name of ["child_process", "http", "https", "net", "dns", "tls", "worker_threads", "vm", "stream", "zlib", "buffer", "cluster", "dgram", "http2", "inspector", "readline", "perf_hooks"]) builtin[name] = standIn(name)
  // Parts of Tailwind v3 and its helpers that watch, search or compile files. They are loaded but never called here.
  const unused = new Set(["jiti", "sucrase", "chokidar", "fast-glob", "resolve", "read-cache", "postcss-load-config", "lilconfig"])

  // ---- CommonJS over the host's reads

  const modules = new Map()
  function load(specifier, base) {
    const name = specifier.replace(/^node:/, "")
    if (Object.hasOwn(builtin, name)) return builtin[name]
    if (unused.has(name) && base.startsWith("/node_modules/")) return standIn(name)
    const found = host.module(specifier, base)
    if (!found) throw Object.assign(new Error(`cannot find ${JSON.stringify(specifier)} from ${base}: it is neither a file of the app nor an installed package`), { code: "MODULE_NOT_FOUND" })
    const [file, text] = found
    const known = modules.get(file)
    if (known) return known.exports
    const module = { exports: {}, id: file, filename: file, loaded: false }
    modules.set(file, module)
    try {
      if (file.endsWith(".json")) module.exports = JSON.parse(text)
      else {
        const folder = path.dirname(file)
        const require = Object.assign((inner) => load(String(inner), folder), { resolve: (inner) => host.module(String(inner), folder)?.[0] ?? inner, cache: {}, main: undefined })
        host.evaluate(file, text).call(module.exports, module.exports, require, module, file, folder)
      }
    } catch (problem) {
      modules.delete(file)
      throw problem
    }
    module.loaded = true
    return module.exports
  }

  // What the app may have edited is read again by the next stylesheet.
  const forget = () => { for (const file of modules.keys()) if (!file.includes("/node_modules/")) modules.delete(file) }
  const unwrap = (module) => (module && module.__esModule && "default" in module ? module.default : module)

  // ---- url(...) of an imported stylesheet, made relative to the one that imports it

  const urlCall = /(?<!@import\s+)(?<=^|[^\w\-\u0080-\uffff])url\((\s*('[^']+'|"[^"]+")\s*|[^'")]+)\)/g
  const rewriteUrls = (css, from, to) => !css.includes("url(") || from === to ? css : css.replace(urlCall, (whole, raw) => {
    raw = raw.trim()
    const quote = raw[0] === "'" || raw[0] === '"' ? raw[0] : ""
    const target = quote ? raw.slice(1, -1) : raw
    if (/^([a-z]+:)?\/\//.test(target) || /^\s*data:/i.test(target) || !/^[.\w]/.test(target) || /^[A-Z_][.\w-]*\(/i.test(target)) return whole
    const moved = path.relative(to, path.join(from, target))
    return `url(${quote}${moved[0] === "." ? moved : "./" + moved}${quote})`
  })

  const describe = (problem) => {
    const text = problem instanceof Error || (problem && typeof problem === "object" && "message" in problem) ? String(problem.message) : String(problem)
    const place = problem?.name === "CssSyntaxError" && problem.reason
      ? { message: problem.reason, file: problem.file, line: problem.line, column: problem.column }
      : { message: text }
    const start = problem?.loc?.start
    // v4 puts the place into the message.
    const placed = /^(\/[^:\n]+):(\d+):(\d+): ([^]*)$/.exec(place.message)
    if (placed) Object.assign(place, { file: placed[1], line: +placed[2], column: +placed[3], message: placed[4] })
    if (problem?.place) Object.assign(place, problem.place)
    const frame = place.line ? null : /(?:\(|at )(\/(?!node_modules\/)[^():\s]+):(\d+):(\d+)/.exec(String(problem?.stack ?? ""))
    if (frame) Object.assign(place, { file: frame[1], line: +frame[2], column: +frame[3] - (frame[2] === "1" ? host.wrapper : 0) })
    // A crash in a package says nothing by its message alone.
    const crash = !frame && /^(Type|Reference|Range)Error$/.test(problem?.name) && /(?:\(|at )\/(node_modules\/[^():\s]+:\d+)/.exec(String(problem.stack ?? ""))
    if (crash) place.message += ` (in ${crash[1]})`
    return place
  }

  return { host, path, load, forget, unwrap, rewriteUrls, describe }
})
