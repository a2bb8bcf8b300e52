/** Gives modules their instances: calls their factories and binds their imports, all of them or none. */
import type { Exports } from "./exports";
import type { Context, Declaration, Exporter, Instance, Link, Module, Place } from "./module";
import type { Registry, RegistryHost } from "./registry";

export class Linking {
  /** Told of every module just before it gets a new instance. */
  journal: ((module: Module) => void) | undefined;
  /** What was thrown last because an import has no value yet. */
  early: unknown;

  constructor(
    private readonly registry: Registry,
    private readonly exports: Exports,
    private readonly host: RegistryHost,
  ) {}

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
      declared: new Map(),
      stars: new Map(),
      late: new Map(),
      clashes: new Set(),
      components: false,
    };
    module.instance = instance;
    module.state = "linked";
    fresh.push(module);
    this.declare(instance);
    for (const [index, specifier] of definition.specifiers.entries()) {
      const id = this.registry.targetOf(module.id, specifier);
      instance.targets.push(id);
      if (this.registry.isVendor(id)) {
        // A package runs when the first body that needs it is about to.
        const known = this.registry.vendorNamespaces.get(id);
        if (known) this.exports.bind(instance, index, known);
        continue;
      }
      const target = this.registry.module(id);
      this.instantiate(target, fresh);
      const link: Link = { target, call: () => this.exports.bind(instance, index, target.namespace) };
      instance.links.push(link);
      target.links.add(link);
      link.call();
    }
  }

  private declare(instance: Instance): void {
    const { module } = instance;
    const { host } = this;
    const { exports, registry } = this;
    let hoisting = true;
    const exporter = (first: string | Record<string, unknown>, value?: unknown): unknown => {
      if (module.instance !== instance) return value ?? first;
      const values = typeof first === "string" ? { [first]: value } : first;
      if (exports.setting < 0) {
        for (const name in values) {
          const place = hoisting && Array.isArray(values[name]) && (values[name] as Place);
          instance.late.set(name, place);
          if (place) values[name] = undefined;
        }
      }
      // The compiler makes the object behind an `export *` without a prototype; what else comes from a setter is a named re-export.
      const star = exports.setting >= 0 && typeof first !== "string" && Object.getPrototypeOf(first) === null;
      exports.put(instance, values, star ? exports.setting : -1, hoisting);
      return typeof first === "string" ? value : first;
    };
    const context: Context = {
      // Browsers fetch addresses by themselves.
      import: async (specifier) =>
        /^\w*:|^\//.test(specifier) && !registry.resolve(module.id, specifier) ? import(specifier) : registry.import(registry.targetOf(module.id, specifier)),
      get meta() {
        return (instance.meta ??= host.meta(instance));
      },
      css: (text) => {
        instance.css = text;
        host.css(module.id, text);
      },
      live: (index, name, value, local = name) => {
        const isLate = this.isLate(instance, index, name);
        if (!isLate && index >= 0) return value;
        const error = new ReferenceError(`Cannot access '${local}' before initialization`);
        if (isLate) this.early = error;
        throw error;
      },
    };
    const register = (type: unknown, name: string) => {
      instance.components = host.register(module.id, type, name);
    };
    const outer = exports.setting;
    exports.setting = -1;
    try {
      instance.declaration = instance.definition.factory(exporter as Exporter, context, register, () => host.signature(), (...value) => host.keep(instance, ...value));
    } finally {
      exports.setting = outer;
      hoisting = false;
    }
  }

  /** Whether what an instance imports has no value yet, wherever it comes from. */
  private isLate({ targets }: Instance, index: number, name: string, seen = new Set<unknown>([undefined])): boolean {
    const target = this.registry.modules.get(targets[index]!)?.instance;
    if (seen.has(target)) return false;
    seen.add(target);
    const { late, stars } = target!;
    const place = late.get(name);
    if (place) return !place.length || this.isLate(target!, ...place, seen);
    return place === undefined && [...stars.keys()].some((star) => this.isLate(target!, star, name, seen));
  }
}
