/**
 * Modules: first linked, then run, as ES modules are. A factory has the shape of SystemJS: calling it exports hoisted functions, its
 * setters bind what it imports, `execute` is its body. A module can be replaced under its importers: their setters get the new
 * bindings, and they do not run again. No DOM here.
 */
import { adapt, createNamespace, setExport, type Namespace } from "./namespace";
import type { Row } from "./wire";

export interface Exporter {
  (name: string, value: unknown): unknown;
  (values: Record<string, unknown>): unknown;
}

export interface Declaration {
  setters: ((namespace: Namespace) => void)[];
  execute: () => void | Promise<void>;
}

export interface Context {
  import(specifier: string): Promise<Namespace>;
  readonly meta: Record<string, unknown>;
  css(text: string): void;
}

/** Makes the value of a variable, unless its last value still serves. */
export type Keep = (name: string, make: () => unknown, imports: () => unknown[], locals: () => unknown[]) => unknown;

export type Factory = (exporter: Exporter, context: Context, register: (type: unknown, name: string) => void, signature: () => unknown, keep: Keep) => Declaration;

export interface Definition {
  digest: string;
  specifiers: string[];
  factory: Factory;
}

interface Link {
  target: Module;
  call: () => void;
}

/** One life of a module: from a call of its factory until the module runs again or goes. */
export interface Instance {
  module: Module;
  definition: Definition;
  declaration: Declaration;
  /** What each setter is bound to. */
  targets: string[];
  links: Link[];
  /** Names it exports by itself, those of them that each setter passes on, and those from the `export *` behind each setter. */
  declared: Set<string>;
  passed: Map<number, Set<string>>;
  stars: Map<number, Set<string>>;
  /** Whether it registered React components. */
  components: boolean;
  /** The text of its stylesheet. */
  css?: string;
  meta?: Record<string, unknown>;
}

export type State = "fresh" | "linked" | "running" | "done" | "failed";

export interface Module {
  id: string;
  definition: Definition | undefined;
  state: State;
  instance: Instance | undefined;
  namespace: Namespace;
  /** Who is bound to it. */
  links: Set<Link>;
  error: unknown;
  /** While it waits for itself or for something it imports. */
  promise: Promise<void> | undefined;
  /** When it first ran, counted. Cycles run again in this order. */
  order: number;
  /** Whether its own body began: what failed before has had no effects. */
  started: boolean;
}

/** What the registry needs from around it. */
export interface RegistryHost {
  meta(instance: Instance): Record<string, unknown>;
  css(id: string, text: string): void;
  register(id: string, type: unknown, name: string): void;
  signature(): unknown;
  keep(instance: Instance, ...value: Parameters<Keep>): unknown;
  /** The body of a module is about to run. */
  begin(module: Module): void;
  /** The body of a module ended well. */
  done(module: Module): void;
}

const isThenable = (value: unknown): value is Promise<void> => typeof (value as Promise<void> | undefined)?.then === "function";

export class Registry {
  readonly modules = new Map<string, Module>();
  readonly rows = new Map<string, Row>();
  private readonly importers = new Map<string, Set<string>>();
  private readonly vendors = new Map<string, () => unknown>();
  private readonly vendorNamespaces = new Map<string, Namespace>();
  private counter = 0;
  /** The module whose body runs right now, synchronously. */
  executing: Module | undefined;
  /** Told of every module just before it gets a new instance. */
  journal: ((module: Module) => void) | undefined;
  /** Whether an import leads back in a cycle, so that its target must not run first. */
  backward: ((module: Module, target: Module) => boolean) | undefined;
  /** Changes the exports of an npm package before the app sees them. */
  prepare: ((id: string, exports: unknown) => unknown) | undefined;

  constructor(private readonly host: RegistryHost) {}

  // What there is

  define(id: string, definition: Definition): void {
    this.module(id).definition = definition;
  }

  provide(packages: Record<string, () => unknown>): void {
    for (const [id, load] of Object.entries(packages)) if (!this.vendors.has(id)) this.vendors.set(id, load);
  }

  module(id: string): Module {
    let module = this.modules.get(id);
    if (!module) {
      module = { id, definition: undefined, state: "fresh", instance: undefined, namespace: createNamespace(), links: new Set(), error: undefined, promise: undefined, order: 0, started: false };
      this.modules.set(id, module);
    }
    return module;
  }

  /** Says what a module's specifiers mean; `undefined`: it is gone. */
  setRow(id: string, row: Row | undefined): void {
    for (const target of Object.values(this.rows.get(id) ?? {})) this.importers.get(target)?.delete(id);
    if (!row) {
      this.rows.delete(id);
      return;
    }
    this.rows.set(id, row);
    for (const target of Object.values(row)) {
      let set = this.importers.get(target);
      if (!set) this.importers.set(target, (set = new Set()));
      set.add(id);
    }
  }

  /** The modules that import one, by `import` or `import()`, and have begun to run. */
  importersOf(id: string): Module[] {
    const found: Module[] = [];
    for (const importer of this.importers.get(id) ?? []) {
      const module = this.modules.get(importer);
      if (module?.instance && module.state !== "linked") found.push(module);
    }
    return found;
  }

  resolve(importer: string, specifier: string): string | undefined {
    const target = this.rows.get(importer)?.[specifier];
    return target ?? (this.vendors.has(`npm:${specifier}`) ? `npm:${specifier}` : undefined);
  }

  // Running

  /** `import(id)`: never before the code that asks has ended, so that no body runs inside another. */
  async import(id: string): Promise<Namespace> {
    await undefined;
    if (this.isVendor(id)) return this.vendor(id);
    await this.run(id);
    return this.module(id).namespace;
  }

  /** Runs a module and what it imports. Synchronous unless something on the way has top-level await. */
  run(id: string): void | Promise<void> {
    const module = this.module(id);
    if (module.state === "fresh") this.link(module);
    return this.evaluate(module, new Set());
  }

  /** Gives a module, and all that it imports, its instance. All or none. */
  link(...roots: Module[]): void {
    const fresh: Module[] = [];
    try {
      for (const root of roots) this.instantiate(root, fresh);
    } catch (error) {
      for (const module of fresh) this.discard(module);
      throw error;
    }
  }

  /** Takes a module's instance away; its importers keep the bindings they have. */
  discard(module: Module): Instance | undefined {
    const instance = module.instance;
    if (instance) this.detach(instance);
    module.instance = undefined;
    module.state = "fresh";
    module.error = module.promise = undefined;
    module.started = false;
    return instance;
  }

  attach(instance: Instance): void {
    for (const link of instance.links) {
      link.target.links.add(link);
      link.call();
    }
  }

  detach(instance: Instance): void {
    for (const link of instance.links) link.target.links.delete(link);
  }

  /** Tells importers that exports changed. */
  notify(module: Module): void {
    for (const link of [...module.links]) link.call();
  }

  private instantiate(module: Module, fresh: Module[]): void {
    if (module.instance) return;
    const definition = module.definition;
    if (!definition) throw new Error(`hotframe: there is no module ${module.id}`);
    this.journal?.(module);
    const instance: Instance = {
      module,
      definition,
      declaration: { setters: [], execute: () => {} },
      targets: [],
      links: [],
      declared: new Set(),
      passed: new Map(),
      stars: new Map(),
      components: false,
    };
    module.instance = instance;
    module.state = "linked";
    fresh.push(module);
    this.declare(instance);
    const bind = (index: number, target: Module) => {
      const link: Link = { target, call: () => this.bind(instance, index, target.namespace) };
      instance.links.push(link);
      target.links.add(link);
      link.call();
    };
    for (const [index, specifier] of definition.specifiers.entries()) {
      const id = this.resolve(module.id, specifier);
      if (id === undefined) throw new Error(`hotframe: ${module.id} imports ${JSON.stringify(specifier)}, which leads nowhere`);
      instance.targets.push(id);
      if (this.isVendor(id)) {
        // A package runs when the first body that needs it is about to.
        const known = this.vendorNamespaces.get(id);
        if (known) this.bind(instance, index, known);
        continue;
      }
      const target = this.module(id);
      this.instantiate(target, fresh);
      bind(index, target);
    }
  }

  private setting = -1;

  private bind(instance: Instance, index: number, namespace: Namespace): void {
    const before = this.setting;
    this.setting = index;
    try {
      instance.declaration.setters[index]?.(namespace);
    } finally {
      this.setting = before;
    }
  }

  private declare(instance: Instance): void {
    const { module } = instance;
    const { host } = this;
    const registry = this;
    let hoisting = true;
    const exporter = (first: string | Record<string, unknown>, value?: unknown): unknown => {
      if (module.instance !== instance) return value ?? first;
      const values = typeof first === "string" ? { [first]: value } : first;
      // The compiler makes the object behind an `export *` without a prototype; what else comes from a setter is a named re-export.
      const star = registry.setting >= 0 && typeof first !== "string" && Object.getPrototypeOf(first) === null;
      registry.export(instance, values, star ? registry.setting : -1, hoisting);
      return typeof first === "string" ? value : first;
    };
    const context: Context = {
      import: async (specifier) => {
        const id = registry.resolve(module.id, specifier);
        if (id === undefined) throw new Error(`hotframe: ${module.id} imports ${JSON.stringify(specifier)}, which leads nowhere`);
        return registry.import(id);
      },
      get meta() {
        return (instance.meta ??= host.meta(instance));
      },
      css: (text) => {
        instance.css = text;
        host.css(module.id, text);
      },
    };
    const register = (type: unknown, name: string) => {
      instance.components = true;
      host.register(module.id, type, name);
    };
    const outer = this.setting;
    this.setting = -1;
    try {
      instance.declaration = instance.definition.factory(exporter as Exporter, context, register, () => host.signature(), (...value) => host.keep(instance, ...value));
    } finally {
      this.setting = outer;
      hoisting = false;
    }
  }

  private export(instance: Instance, values: Record<string, unknown>, star: number, hoisting: boolean): void {
    const { module } = instance;
    let changed = false;
    const put = (name: string, value: unknown) => {
      const { namespace } = module;
      if (name in namespace && Object.is(namespace[name], value)) return;
      // While a module runs again, what it has not exported yet keeps its last value for those who look.
      if (hoisting && value === undefined && name in namespace) return;
      setExport(namespace, name, value);
      changed = true;
    };
    if (star < 0) {
      for (const name of Object.keys(values)) {
        instance.declared.add(name);
        if (this.setting >= 0) this.passedBy(instance, this.setting).add(name);
        put(name, values[name]);
      }
    } else {
      const before = instance.stars.get(star);
      const names = new Set<string>();
      instance.stars.set(star, names);
      for (const name of Object.keys(values)) {
        if (instance.declared.has(name)) continue;
        names.add(name);
        put(name, this.isRival(instance, star, name) ? this.origin(instance, name, values[name]) : values[name]);
      }
      for (const name of before ?? []) {
        if (names.has(name) || instance.declared.has(name)) continue;
        if (this.exports(instance, name)) put(name, this.origin(instance, name, module.namespace[name]));
        else changed = delete module.namespace[name];
      }
    }
    if (changed) this.notify(module);
  }

  private isRival(instance: Instance, star: number, name: string): boolean {
    for (const [index, names] of instance.stars) if (index !== star && names.has(name)) return true;
    return false;
  }

  /**
   * The value of a name that comes from behind more than one star: the first has it. Looked up where it is declared, since modules
   * that have it from each other, around a circle, would never learn of a new one.
   */
  private origin(instance: Instance, name: string, otherwise: unknown): unknown {
    const seen = new Set<Module>();
    const find = (at: Instance): Namespace | undefined => {
      if (seen.has(at.module)) return undefined;
      seen.add(at.module);
      if (at.declared.has(name)) return at.module.namespace;
      for (const index of [...at.stars.keys()].sort((a, b) => a - b)) {
        const id = at.targets[index]!;
        if (this.isVendor(id)) {
          if (name in this.vendor(id)) return this.vendor(id);
          continue;
        }
        const next = this.module(id).instance;
        const found = next && find(next);
        if (found) return found;
      }
      return undefined;
    };
    const namespace = find(instance);
    return namespace && name in namespace ? namespace[name] : otherwise;
  }

  /** Takes names away that modules only have from each other, around a circle of `export *`, since their source lost them. */
  settleStars(): void {
    for (const module of this.modules.values()) {
      const { instance } = module;
      if (!instance?.stars.size) continue;
      const names = this.namesOf(module, new Set(), new Set());
      let gone = false;
      for (const star of instance.stars.values()) for (const name of star) if (!names.has(name)) star.delete(name);
      for (const name of Object.keys(module.namespace)) if (!this.exports(instance, name)) gone = delete module.namespace[name];
      if (gone) this.notify(module);
    }
  }

  private namesOf(module: Module, names: Set<string>, seen: Set<Module>): Set<string> {
    const { instance } = module;
    if (!instance || seen.has(module)) return names;
    seen.add(module);
    for (const name of instance.declared) names.add(name);
    for (const index of instance.stars.keys()) {
      const id = instance.targets[index]!;
      if (this.isVendor(id)) for (const name in this.vendor(id)) names.add(name);
      else this.namesOf(this.module(id), names, seen);
    }
    return names;
  }

  private passedBy(instance: Instance, setter: number): Set<string> {
    let names = instance.passed.get(setter);
    if (!names) instance.passed.set(setter, (names = new Set()));
    return names;
  }

  private exports(instance: Instance, name: string): boolean {
    return instance.declared.has(name) || [...instance.stars.values()].some((names) => names.has(name));
  }

  private evaluate(module: Module, path: Set<Module>): void | Promise<void> {
    if (module.state === "done" || path.has(module)) return;
    if (module.state === "failed") throw module.error;
    if (module.promise) return module.promise;
    if (module.state === "running") return;
    if (!module.instance) this.link(module);
    const instance = module.instance!;
    const waits: Promise<void>[] = [];
    path.add(module);
    try {
      for (const [index, id] of instance.targets.entries()) {
        if (this.isVendor(id)) {
          this.bind(instance, index, this.vendor(id));
          continue;
        }
        const target = this.module(id);
        if (this.backward?.(module, target)) continue;
        const wait = this.evaluate(target, path);
        if (wait) waits.push(wait);
      }
    } catch (error) {
      this.fail(module, error);
    } finally {
      path.delete(module);
    }
    if (!waits.length) return this.body(module, instance);
    module.state = "running";
    return (module.promise = Promise.all(waits).then(
      () => this.body(module, instance),
      (error: unknown) => this.fail(module, error),
    ));
  }

  private body(module: Module, instance: Instance): void | Promise<void> {
    module.state = "running";
    module.started = true;
    this.host.begin(module);
    module.order ||= ++this.counter;
    const outer = this.executing;
    this.executing = module;
    let result: void | Promise<void>;
    try {
      result = instance.declaration.execute();
    } catch (error) {
      this.fail(module, error);
    } finally {
      this.executing = outer;
    }
    if (!isThenable(result)) return this.finish(module, instance);
    return (module.promise = result.then(
      () => this.finish(module, instance),
      (error: unknown) => this.fail(module, error),
    ));
  }

  private finish(module: Module, instance: Instance): void {
    if (module.instance !== instance) return;
    module.state = "done";
    module.promise = undefined;
    let gone = false;
    for (const name of Object.keys(module.namespace)) {
      if (!this.exports(instance, name)) gone = delete module.namespace[name];
    }
    if (gone) this.notify(module);
    this.host.done(module);
  }

  private fail(module: Module, error: unknown): never {
    module.state = "failed";
    module.promise = undefined;
    module.error = error;
    throw error;
  }

  // npm packages

  isVendor(id: string): boolean {
    return id.startsWith("npm:") && !this.modules.get(id)?.definition;
  }

  vendor(id: string): Namespace {
    let namespace = this.vendorNamespaces.get(id);
    if (!namespace) {
      const load = this.vendors.get(id);
      if (!load) throw new Error(`hotframe: the package ${id.slice(4)} is not on this page`);
      const outer = this.executing;
      this.executing = undefined;
      try {
        const exports = load();
        namespace = adapt(this.prepare ? this.prepare(id, exports) : exports);
      } finally {
        this.executing = outer;
      }
      this.vendorNamespaces.set(id, namespace);
    }
    return namespace;
  }
}
