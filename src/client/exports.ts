/** What modules export: their own names, those they pass on, and `export *` from behind each setter, around circles too. */
import { setExport, sortExports, type Namespace } from "./namespace";
import type { Instance, Module } from "./module";
import type { Registry } from "./registry";

export class Exports {
  constructor(private readonly registry: Registry) {}

  /** The setter that runs now; none: -1. */
  setting = -1;

  bind(instance: Instance, index: number, namespace: Namespace): void {
    const before = this.setting;
    this.setting = index;
    try {
      instance.declaration.setters[index]?.(namespace);
    } finally {
      this.setting = before;
    }
  }

  put(instance: Instance, values: Record<string, unknown>, star: number, hoisting: boolean): void {
    const { declared, stars } = instance;
    const found = new Map<string, Namespace | undefined>();
    if (star < 0) {
      for (const name of Object.keys(values)) {
        declared.set(name, this.setting);
        found.set(name, values);
      }
    } else {
      const names = new Set(Object.keys(values).filter((name) => !declared.has(name)));
      const all = new Set([...names, ...(stars.get(star) ?? []), ...this.clashes(instance, star)]);
      stars.set(star, names);
      for (const name of all) {
        const isRival = !names.has(name) || [...stars].some(([index, others]) => index !== star && (others.has(name) || this.clashes(instance, index).has(name)));
        if (!declared.has(name)) found.set(name, isRival ? this.origin(instance, name) : values);
      }
    }
    this.apply(instance.module, found, hoisting);
  }

  /** Gives the exports of a module the values that they have elsewhere; what is nowhere goes. */
  private apply(module: Module, found: Map<string, Namespace | undefined>, hoisting?: boolean): void {
    const { namespace } = module;
    let changed = false;
    for (const [name, source] of found) {
      const known = name in namespace;
      if (!source) changed = (known && delete namespace[name]) || changed;
      // While a module runs again, what it has not exported yet keeps its last value for those who look.
      else if (!known || !(Object.is(namespace[name], source[name]) || (hoisting && source[name] === undefined))) {
        setExport(namespace, name, source[name]);
        changed = true;
      }
    }
    if (!changed) return;
    sortExports(namespace);
    this.registry.linking.notify(module);
  }

  /** The names that more than one module behind a star exports. */
  private clashes({ targets }: Instance, star: number): Set<string> {
    return this.registry.modules.get(targets[star]!)?.instance?.clashes ?? new Set();
  }

  /** The modules behind `export *`, as far as the first on each way that declares the name; without a name, all. */
  private *sources(at: Instance | undefined, name?: string, seen = new Set<unknown>()): Generator<[Namespace, number, Iterable<string>]> {
    if (!at || seen.has(at)) return;
    seen.add(at);
    const { registry } = this;
    const setter = at.declared.get(name!);
    if (!name || setter !== undefined) yield [at.module.namespace, setter!, at.declared.keys()];
    if (setter !== undefined) return;
    for (const [index] of at.stars) {
      const id = at.targets[index]!;
      const vendor = registry.isVendor(id) && registry.vendor(id);
      if (!vendor) yield* this.sources(registry.module(id).instance, name, seen);
      else if (!name || name in vendor) yield [vendor, 0, Object.keys(vendor)];
    }
  }

  /**
   * The module with a name that comes from behind several stars. Looked up where it is declared, since modules that have it from each other,
   * around a circle, would never learn of a new value. When two modules export it nobody has it, as in ES modules. What is only passed on by
   * name is known by its value.
   */
  private origin(instance: Instance, name: string): Namespace | undefined {
    let found: [Namespace, number, Iterable<string>] | undefined;
    for (const next of this.sources(instance, name)) {
      const a = found?.[0][name];
      const b = next[0][name];
      // What has no value yet may turn out to be the same.
      if (found && ((found[1] < 0 && next[1] < 0) || (a !== undefined && b !== undefined && !Object.is(a, b)))) {
        instance.clashes.add(name);
        return undefined;
      }
      found ??= next;
    }
    instance.clashes.delete(name);
    return found?.[0];
  }

  /** What modules do not export any more goes, also around a circle of `export *`, and what became one module's alone comes back. */
  settle(modules: Iterable<Module> = this.registry.modules.values()): void {
    for (const module of modules) {
      const { instance, namespace } = module;
      if (!instance) continue;
      const found = new Map<string, Namespace | undefined>(Object.keys(namespace).map((name) => [name, undefined]));
      for (const [source, , names] of this.sources(instance)) {
        for (const name of names) {
          const several = found.get(name) || instance.clashes.has(name);
          if (source === namespace || name !== "default") found.set(name, several ? this.origin(instance, name) : source);
        }
      }
      this.apply(module, found);
    }
  }
}
