/**
 * Modules: first linked, then run, as ES modules are. A factory has the shape of SystemJS: calling it exports hoisted functions, its
 * setters bind what it imports, `execute` is its body. A module can be replaced under its importers: their setters get the new
 * bindings, and they do not run again. Here is what there is; see `linking`, `exports` and `evaluation` for the rest. No DOM.
 */
import { Evaluation } from "./evaluation";
import { Exports } from "./exports";
import { Linking } from "./linking";
import { createModule, type Definition, type Instance, type Keep, type Module } from "./module";
import { adapt, type Namespace } from "./namespace";
import { imported, type Row } from "./wire";

export type * from "./module";

/** What the registry needs from around it. */
export interface RegistryHost {
  meta(instance: Instance): Record<string, unknown>;
  css(id: string, text: string): void;
  /** True: somebody takes care of components. */
  register(id: string, type: unknown, name: string): boolean;
  signature(): unknown;
  keep(instance: Instance, ...value: Parameters<Keep>): unknown;
  /** The body of a module is about to run. */
  begin(module: Module): void;
  /** The body of a module ended well. */
  done(module: Module): void;
}

export class Registry {
  readonly modules = new Map<string, Module>();
  readonly rows = new Map<string, Row>();
  private readonly importers = new Map<string, Set<string>>();
  private readonly vendors = new Map<string, () => unknown>();
  /** Packages that ran already. */
  readonly vendorNamespaces = new Map<string, Namespace>();
  readonly exports = new Exports(this);
  readonly linking: Linking;
  readonly evaluation: Evaluation;
  /** Changes the exports of an npm package before the app sees them. */
  prepare: ((id: string, exports: unknown) => unknown) | undefined;

  constructor(host: RegistryHost) {
    this.linking = new Linking(this, this.exports, host);
    this.evaluation = new Evaluation(this, this.exports, host);
  }

  // What there is

  define(id: string, definition: Definition): void {
    this.module(id).definition = definition;
  }

  provide(packages: Record<string, () => unknown>): void {
    for (const [id, load] of Object.entries(packages)) if (!this.vendors.has(id)) this.vendors.set(id, load);
  }

  /** What packages are provided. */
  provided(): Iterable<string> {
    return this.vendors.keys();
  }

  /** A package as other packages have it, from whichever script brought it first. */
  require(id: string): unknown {
    const exports = this.load(id) as Namespace;
    return Object.hasOwn(exports, "module.exports") ? exports["module.exports"] : exports;
  }

  private load(id: string): unknown {
    const load = this.vendors.get(id);
    if (!load) throw new Error(`hotframe: the package ${id} is not on this page`);
    return load();
  }

  module(id: string): Module {
    let module = this.modules.get(id);
    if (!module) {
      module = createModule(id);
      this.modules.set(id, module);
    }
    return module;
  }

  /** Says what a module's specifiers mean; `undefined`: it is gone. */
  setRow(id: string, row: Row | undefined): void {
    for (const target of imported(this.rows.get(id))) this.importers.get(target)?.delete(id);
    if (!row) {
      this.rows.delete(id);
      return;
    }
    this.rows.set(id, row);
    for (const target of imported(row)) {
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

  targetOf(importer: string, specifier: string): string {
    const id = this.resolve(importer, specifier);
    if (id === undefined) throw new Error(`hotframe: ${importer} imports ${JSON.stringify(specifier)}, which leads nowhere`);
    return id;
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
    if (module.state === "fresh") this.linking.link(module);
    return this.evaluation.evaluate(module);
  }

  // npm packages

  isVendor(id: string): boolean {
    return id.startsWith("npm:") && !this.modules.get(id)?.definition;
  }

  vendor(id: string): Namespace {
    let namespace = this.vendorNamespaces.get(id);
    if (!namespace) {
      const { evaluation } = this;
      const outer = evaluation.executing;
      evaluation.executing = undefined;
      try {
        const exports = this.load(id);
        namespace = adapt(this.prepare ? this.prepare(id, exports) : exports);
      } finally {
        evaluation.executing = outer;
      }
      this.vendorNamespaces.set(id, namespace);
    }
    return namespace;
  }
}
