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
    const { module } = instance;
    let changed = false;
    let added = false;
    const put = (name: string, value: unknown) => {
      const { namespace } = module;
      if (name in namespace && Object.is(namespace[name], value)) return;
      // While a module runs again, what it has not exported yet keeps its last value for those who look.
      if (hoisting && value === undefined && name in namespace) return;
      added ||= !(name in namespace);
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
        if (this.has(instance, name)) put(name, this.origin(instance, name, module.namespace[name]));
        else changed = delete module.namespace[name];
      }
    }
    if (added) sortExports(module.namespace);
    if (changed) this.registry.linking.notify(module);
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
        if (this.registry.isVendor(id)) {
          if (name in this.registry.vendor(id)) return this.registry.vendor(id);
          continue;
        }
        const next = this.registry.module(id).instance;
        const found = next && find(next);
        if (found) return found;
      }
      return undefined;
    };
    const namespace = find(instance);
    return namespace && name in namespace ? namespace[name] : otherwise;
  }

  /** Takes names away that modules only have from each other, around a circle of `export *`, since their source lost them. */
  settle(): void {
    for (const module of this.registry.modules.values()) {
      const { instance } = module;
      if (!instance?.stars.size) continue;
      const names = this.namesOf(module, new Set(), new Set());
      let gone = false;
      for (const star of instance.stars.values()) for (const name of star) if (!names.has(name)) star.delete(name);
      for (const name of Object.keys(module.namespace)) if (!this.has(instance, name)) gone = delete module.namespace[name];
      if (gone) this.registry.linking.notify(module);
    }
  }

  private namesOf(module: Module, names: Set<string>, seen: Set<Module>): Set<string> {
    const { instance } = module;
    if (!instance || seen.has(module)) return names;
    seen.add(module);
    for (const name of instance.declared) names.add(name);
    for (const index of instance.stars.keys()) {
      const id = instance.targets[index]!;
      if (this.registry.isVendor(id)) for (const name in this.registry.vendor(id)) names.add(name);
      else this.namesOf(this.registry.module(id), names, seen);
    }
    return names;
  }

  private passedBy(instance: Instance, setter: number): Set<string> {
    let names = instance.passed.get(setter);
    if (!names) instance.passed.set(setter, (names = new Set()));
    return names;
  }

  has(instance: Instance, name: string): boolean {
    return instance.declared.has(name) || [...instance.stars.values()].some((names) => names.has(name));
  }
}
