/**
 * Which modules must run again: from what changed up the imports to what accepts it. Judged on the modules that ran in this page, by
 * what their running instances said. Changes nothing.
 */
import type { Acceptance, Hots } from "./hot";
import type { Instance, Module, Registry } from "./registry";
import { ACCEPTANCE } from "./wire";

/** Exports that importers would see change. `all`: whatever they use, even nothing. */
export type Names = ReadonlySet<string> | "all";

export interface Boundary {
  /** Who accepts. */
  module: Module;
  /** What. */
  accepted: Module;
  /** Its callbacks; none for React components and stylesheets. */
  acceptances: Acceptance[];
  instance: Instance;
}

const NOTHING: ReadonlySet<string> = new Set();

/** Which exports the importer reads in one setter, by its text: setters do nothing but `a = ns.b`. */
function usedBy(setter: (...parameters: any[]) => unknown): Names {
  const text = Function.prototype.toString.call(setter);
  const [, name, body] = /^(?:function\s*\w*\s*)?\(?\s*([\w$]+)\s*\)?\s*(?:=>)?\s*\{?([^]*)$/.exec(text) ?? [];
  if (!name || !body) return NOTHING;
  const names = new Set<string>();
  const pattern = new RegExp(`(?<![\\w$.])${name.replaceAll("$", "\\$")}(?![\\w$])(?:\\.([\\w$]+)|\\[("[^"]*")\\])?`, "g");
  for (const [, plain, quoted] of body.matchAll(pattern)) {
    if (plain !== undefined) names.add(plain);
    else if (quoted !== undefined) names.add(JSON.parse(quoted) as string);
    else return "all";
  }
  return names;
}

/** A barrel: it only passes on what it imports, and its body does nothing. */
const isPassive = ({ declaration, targets }: Instance): boolean =>
  targets.length > 0 && /^(function\b[^(]*|execute)?\(\)\s*(=>)?\s*\{\s*\}$/.test(Function.prototype.toString.call(declaration.execute).trim());

const meet = (a: Names, b: Names): boolean => (a === "all" ? b === "all" || b.size > 0 : b === "all" ? a.size > 0 : [...a].some((name) => b.has(name)));

export class Walk {
  /** What runs again, in the order in which it was found. */
  readonly again = new Set<Module>();
  /** What failed before it did anything: it just starts over, when somebody needs it. */
  readonly reset = new Set<Module>();
  readonly boundaries: Boundary[] = [];
  /** Why only a reload helps. */
  reload: string | undefined;
  private readonly ahead: [Module, Module?][] = [];
  private readonly via = new Map<Module, Module | undefined>();
  private readonly passed = new Map<Module, Set<string>>();

  constructor(
    private readonly registry: Registry,
    private readonly hots: Hots,
    private readonly entries: ReadonlySet<string>,
    /** Whether an entry can run again in place, because what it does is to render into roots that are kept. */
    private readonly isMount: (module: Module) => boolean,
  ) {}

  /** A module changed. Without recursion: imports may be thousands deep. */
  visit(module: Module, from?: Module): void {
    const { ahead } = this;
    if (ahead.push([module, from]) > 1) return;
    for (let at = 0; at < ahead.length; at++) {
      const end = ahead.length;
      this.step(...ahead[at]!);
      // What it found comes before what was found earlier.
      ahead.splice(at + 1, 0, ...ahead.splice(end));
    }
    ahead.length = 0;
  }

  private step(module: Module, from?: Module): void {
    if (this.reload || this.again.has(module) || this.reset.has(module)) return;
    const instance = module.instance;
    if (!instance) return;
    this.via.set(module, from);
    const hot = this.hots.of(instance);
    const mounts = this.isMount(module);
    if (module.state === "failed") {
      if (!mounts && module.started && this.entries.has(module.id)) return this.fail(`${module.id} had failed, and is where the app starts`, module);
      this.reset.add(module);
      if (!this.entries.has(module.id)) this.propagate(module, "all");
      return;
    }
    this.again.add(module);
    if (hot?.declined) return this.fail(`${module.id} declines updates`, module);
    const accept = (acceptances: Acceptance[]) => this.boundaries.push({ module, accepted: module, acceptances, instance });
    const own = hot?.acceptances.filter((acceptance) => acceptance.targets.includes(module.id)) ?? [];
    if (hot?.self) {
      accept([...hot.self.map((callback) => ({ targets: [module.id], single: true, callback })), ...own]);
    } else if (this.isDeferred(module, instance, Object.keys(module.namespace).length)) {
      accept(own);
    } else if (hot?.exports) {
      accept(own);
      const { exports } = hot;
      // Who takes the namespace may use every name in it.
      this.propagate(module, "all", (names) => (names === "all" ? Object.keys(module.namespace) : [...names]).every((name) => exports.has(name)));
    } else if (own.length || mounts) {
      accept(own);
    } else {
      this.propagate(module, "all");
    }
  }

  /** Whether a module's importers are only asked once it ran: stylesheets and React components mostly concern nobody else. */
  isDeferred({ id }: Module, instance: Instance, exported: number): boolean {
    const hot = this.hots.of(instance);
    return !hot?.self && !hot?.exports && (instance.css !== undefined || (instance.components && !this.entries.has(id) && exported > 0));
  }

  /**
   * Asks the importers of a module whose exports changed. `content` says which uses of them its own acceptance covers; `before` is
   * what it exported. A module that exports other names than before is another one also to those who import it for effects alone.
   */
  propagate(module: Module, names: Names, content?: (used: Names) => boolean, before?: Map<string, unknown>): void {
    if (this.entries.has(module.id) && module.instance?.css === undefined) {
      return this.fail(`${module.id} is where the app starts, and does not accept updates`, module);
    }
    const isReshaped = !!before && names !== "all" && [...names].some((name) => before.has(name) !== name in module.namespace);
    for (const importer of this.registry.importersOf(module.id)) {
      const instance = importer.instance!;
      const used = this.used(instance, module.id);
      if (this.hots.accepts(instance, module.id) && importer !== module && importer.state !== "failed") {
        this.accept(importer, instance, module);
        continue;
      }
      if (this.again.has(importer) || content?.(used)) continue;
      // Those who import for effects alone are concerned when the effects may be others.
      if (names !== "all" && !meet(used, names) && !(isReshaped && used !== "all" && !used.size)) continue;
      const passed = importer.state === "done" && isPassive(instance) && this.passOn(module, importer, names, before);
      if (!passed) this.visit(importer, module);
    }
  }

  private accept(module: Module, instance: Instance, accepted: Module): void {
    if (this.boundaries.some((boundary) => boundary.module === module && boundary.accepted === accepted)) return;
    const acceptances = this.hots.of(instance)!.acceptances.filter((acceptance) => acceptance.targets.includes(accepted.id));
    this.boundaries.push({ module, accepted, acceptances, instance });
  }

  /** Goes on above a barrel, with the exports that come from the module below it. False: it has none of them. */
  private passOn(module: Module, barrel: Module, names: Names, before: Map<string, unknown> | undefined): boolean {
    const values = new Set<unknown>([module.namespace]);
    for (const name of names === "all" ? Object.keys(module.namespace) : names) {
      if (name in module.namespace) values.add(module.namespace[name]);
      if (before?.has(name)) values.add(before.get(name));
    }
    const concerned = new Set<string>(names === "all" ? [] : names);
    const { targets, declared, stars } = barrel.instance!;
    const concerns = (name: string) => values.has(barrel.namespace[name]) && concerned.add(name);
    for (const [name, index] of declared) if (targets[index] === module.id) concerns(name);
    for (const [index, names] of stars) if (targets[index] === module.id) names.forEach(concerns);
    if (!concerned.size) return false;
    // Barrels may import each other: each name passes once.
    let passed = this.passed.get(barrel);
    if (!passed) this.passed.set(barrel, (passed = new Set()));
    for (const name of concerned) {
      if (passed.has(name)) concerned.delete(name);
      else passed.add(name);
    }
    if (!this.via.has(barrel)) this.via.set(barrel, module);
    if (concerned.size) this.propagate(barrel, concerned, undefined, before);
    return true;
  }

  private used(importer: Instance, id: string): Names {
    const names = new Set<string>();
    let isStatic = false;
    for (const [index, target] of importer.targets.entries()) {
      if (target !== id) continue;
      isStatic = true;
      const setter = importer.declaration.setters[index];
      const used = setter ? usedBy(setter) : NOTHING;
      if (used === "all") return "all";
      for (const name of used) names.add(name);
    }
    // What is done with the result of `import()` cannot be seen. When a specifier leads there both ways, that counts too.
    const row = this.registry.rows.get(importer.module.id) ?? {};
    const dynamic = Object.keys(row).some((specifier) => row[specifier] === id && !specifier.startsWith(ACCEPTANCE) && !importer.definition.specifiers.includes(specifier));
    return isStatic && !dynamic ? names : "all";
  }

  private fail(what: string, module: Module): void {
    const chain: string[] = [];
    for (let at: Module | undefined = module; at && chain.length < 8; at = this.via.get(at)) chain.unshift(at.id);
    this.reload ??= chain.length > 1 ? `${what} (${chain.join(" → ")})` : what;
  }
}
