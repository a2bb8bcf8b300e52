/**
 * Applies one update: all of it, or nothing.
 *
 * Everything is loaded and parsed before this begins. The walk decides on what runs now (old acceptance); then the modules that must
 * run again are disposed, linked anew and run, imports first. If one of them throws, every module gets its last good life back.
 */
import type { Components } from "./components";
import { arguments_, type Hots } from "./hot";
import type { Definition, Module, Registry } from "./registry";
import type { Keeper } from "./keep";
import { setExport, sortExports } from "./namespace";
import { Walk } from "./walk";
import { imported, type Row } from "./wire";

export interface Update {
  definitions: ReadonlyMap<string, Definition>;
  rows: Record<string, Row>;
  removed: string[];
  /** All stylesheets in the order of the cascade. */
  css: string[];
}

export type Outcome = { applied: true; ran: string[] } | { applied: false; reason: string };

/** Where stylesheets live. */
export interface Sheets {
  /** `undefined` takes it away. */
  set(id: string, text: string | undefined): void;
  order(ids: string[]): void;
}

/** What a module was before this update touched it. */
interface Saved extends Module {
  exports: Map<string, unknown>;
}

export interface Parts {
  registry: Registry;
  hots: Hots;
  components: Components;
  keeper: Keeper;
  sheets: Sheets;
}

const isSameRow = (a: Row | undefined, b: Row): boolean => {
  const keys = Object.keys(b);
  return !!a && keys.length === Object.keys(a).length && keys.every((key) => a[key] === b[key]);
};

export class Updater {
  entries: ReadonlySet<string> = new Set();
  /** Whether an update is on its way. */
  active = false;
  private saved = new Map<Module, Saved>();
  private changed = new Map<Module, Set<string>>();
  private invalidated: { module: Module; message: string | undefined }[] = [];

  constructor(readonly parts: Parts) {}

  /** A body is about to run. */
  begin(module: Module): void {
    this.parts.components.restart(module.id);
    this.parts.keeper.restart(module.id);
  }

  /** A body has ended well: new components are shown at once, replaced ones with the rest of the update. */
  done(module: Module): void {
    const { components, keeper } = this.parts;
    const before = this.saved.get(module);
    const isAgain = before?.instance && before.state === "done";
    this.changed.set(module, components.settle(module.id, isAgain ? before.exports : undefined, module.namespace));
    if (!this.active) {
      this.changed.clear();
      components.commit();
      keeper.commit();
    }
  }

  /** `import.meta.hot.invalidate()`. False: nothing is going on that would take care of it. */
  invalidate(module: Module, message: string | undefined): boolean {
    if (this.active) this.invalidated.push({ module, message });
    return this.active;
  }

  async apply(update: Update): Promise<Outcome> {
    const { registry } = this.parts;
    const walk = this.walk();
    for (const id of new Set([...update.definitions.keys(), ...Object.keys(update.rows)])) {
      const module = registry.modules.get(id);
      const definition = update.definitions.get(id);
      const row = update.rows[id];
      // The same text may mean another file now.
      const isChanged = (definition && definition.digest !== module?.definition?.digest) || (row && !isSameRow(registry.rows.get(id), row));
      if (!module?.instance || !isChanged) continue;
      if (module.state === "linked") walk.reset.add(module);
      else walk.visit(module);
    }
    return this.perform(walk, update);
  }

  /** `invalidate()` outside of an update. */
  passUp(module: Module, message: string | undefined): Promise<Outcome> {
    this.parts.hots.emit("vite:invalidate", { path: `/${module.id}`, message });
    const walk = this.walk();
    walk.propagate(module, "all");
    return this.perform(walk, undefined, module);
  }

  private walk(): Walk {
    const { registry, hots, components } = this.parts;
    // An entry that mounts later, or failed before it did, tells by what it imports.
    const isMount = ({ id, instance }: Module) => this.entries.has(id) && (components.mounts(id) || !!instance?.targets.some((target) => /^npm:react-dom(\/client)?$/.test(target)));
    return new Walk(registry, hots, this.entries, isMount);
  }

  private async perform(walk: Walk, update: Update | undefined, passed?: Module): Promise<Outcome> {
    if (walk.reload !== undefined) return { applied: false, reason: walk.reload };
    const { registry, hots, components, keeper } = this.parts;
    const timestamp = Date.now();
    const events = () => ({
      type: "update",
      updates: walk.boundaries.map(({ module, accepted }) => ({
        type: accepted.instance?.css === undefined ? "js-update" : "css-update",
        path: `/${module.id}`,
        acceptedPath: `/${accepted.id}`,
        timestamp,
      })),
    });
    if (walk.again.size) hots.emit("vite:beforeUpdate", events());
    this.active = true;
    this.changed = new Map();
    this.invalidated = [];
    const rows = new Map<string, Row | undefined>();
    const definitions = new Map<string, Definition | undefined>();
    registry.linking.journal = (module) => this.save(module);
    try {
      for (const [id, definition] of update?.definitions ?? []) {
        definitions.set(id, registry.modules.get(id)?.definition);
        registry.define(id, definition);
      }
      for (const [id, row] of Object.entries(update?.rows ?? {})) {
        if (isSameRow(registry.rows.get(id), row)) continue;
        rows.set(id, registry.rows.get(id));
        registry.setRow(id, row);
      }
      registry.evaluation.backward = (module, target) => this.isBackward(module, target);
      const dead = update && (rows.size || update.removed.length) ? this.unreachable(update) : new Set<Module>();
      const reason = await this.run(walk, dead, new Set(passed && [passed]));
      if (reason !== undefined) return { applied: false, reason };
      await this.prune(dead, update);
    } catch (error) {
      this.rollback(rows, definitions);
      // Circles of imports run again in the order in which they ran first: a page that is loaded now may have another one.
      if (error === registry.linking.early) return { applied: false, reason: String(error) };
      throw error;
    } finally {
      registry.linking.journal = registry.evaluation.backward = undefined;
      this.active = false;
      this.saved = new Map();
    }
    if (update) this.parts.sheets.order(update.css);
    const event = events();
    components.commit();
    keeper.commit();
    if (walk.again.size) {
      hots.call(() => components.perform(), undefined);
      hots.emit("vite:afterUpdate", event);
    }
    return { applied: true, ran: [...walk.again].map((module) => module.id) };
  }

  /** Runs everything. Answers why only a reload helps, if that turns out. */
  private async run(walk: Walk, dead: ReadonlySet<Module>, passed: Set<Module>): Promise<string | undefined> {
    const { registry, hots } = this.parts;
    const ready = new Set<Module>();
    const settled = new Set<Module>();
    const called = new Set<unknown>();
    const renewed = (id: string) => {
      const module = registry.modules.get(id);
      return module && !dead.has(module) && (walk.again.has(module) || passed.has(module)) ? module.namespace : undefined;
    };
    for (;;) {
      for (const module of walk.reset) {
        if (!module.instance) continue;
        this.save(module);
        registry.linking.discard(module);
      }
      const wait = this.renew([...walk.again].filter((module) => !ready.has(module) && !dead.has(module)), ready);
      if (wait) await wait;
      const next = [...ready].filter((module) => module.state !== "done").sort((a, b) => a.order - b.order)[0];
      if (next) {
        const running = registry.run(next.id);
        if (running) await running;
      }
      for (const module of ready) {
        if (module.state !== "done" || settled.has(module)) continue;
        settled.add(module);
        const before = this.saved.get(module);
        // Those for whose sake its importers must run too.
        const names = before?.instance && walk.isDeferred(module, before.instance, before.exports.size) && this.changed.get(module);
        if (names && names.size) walk.propagate(module, names, undefined, before.exports);
      }
      if (walk.reload !== undefined) return walk.reload;
      if ([...walk.again].some((module) => !dead.has(module) && (!ready.has(module) || module.state !== "done"))) continue;
      // What could not run before may run now.
      for (const id of this.entries) {
        const entry = registry.modules.get(id);
        if (!entry?.definition || entry.state === "failed") continue;
        const running = registry.run(id);
        if (running) await running;
      }
      registry.exports.settle();
      for (const { acceptances, module, instance } of walk.boundaries) {
        // Who ran again himself has taken what he accepts from its namespace.
        if (dead.has(module) || (module.instance !== instance && !walk.again.has(module))) continue;
        for (const acceptance of acceptances) {
          const own = acceptance.targets.includes(module.id);
          if (called.has(acceptance) || !acceptance.callback || (!own && module.instance !== instance)) continue;
          called.add(acceptance);
          hots.call(acceptance.callback, arguments_(acceptance, renewed));
        }
      }
      const asked = this.invalidated.splice(0);
      if (!asked.length) return undefined;
      for (const { module, message } of asked) {
        if (passed.has(module)) return `${module.id} invalidates itself again and again`;
        passed.add(module);
        hots.emit("vite:invalidate", { path: `/${module.id}`, message });
        walk.propagate(module, "all");
      }
      if (walk.reload !== undefined) return walk.reload + (asked[0]?.message ? `: ${asked[0].message}` : "");
    }
  }

  /** Ends the lives of modules and gives them new ones, not yet run. A promise only when a disposer returns one. */
  private renew(modules: Module[], ready: Set<Module>): Promise<void> | undefined {
    if (!modules.length) return undefined;
    const { registry, hots } = this.parts;
    const waits: Promise<unknown>[] = [];
    // Importers first: what they use is still there while they clean up.
    for (const module of [...modules].sort((a, b) => b.order - a.order)) {
      this.save(module);
      const wait = module.instance && hots.dispose(module.instance);
      if (wait) waits.push(wait);
    }
    const link = () => {
      for (const module of modules) {
        const instance = registry.linking.discard(module);
        if (instance) hots.silence(instance);
        ready.add(module);
      }
      registry.linking.link(...modules);
    };
    if (waits.length) return Promise.all(waits).then(link);
    link();
    return undefined;
  }

  /** In a cycle, modules run again in the order in which they ran first. */
  private isBackward(module: Module, target: Module): boolean {
    if (!this.saved.has(target) || !module.order || target.order <= module.order) return false;
    const { registry } = this.parts;
    const reached = new Set([target]);
    for (const { instance } of reached) {
      for (const id of instance?.targets ?? []) if (!registry.isVendor(id)) reached.add(registry.module(id));
    }
    return reached.has(module);
  }

  private save(module: Module): void {
    if (this.saved.has(module)) return;
    this.saved.set(module, { ...module, exports: new Map(Object.entries(module.namespace)) });
  }

  private rollback(rows: Map<string, Row | undefined>, definitions: Map<string, Definition | undefined>): void {
    const { registry, hots, components, keeper, sheets } = this.parts;
    for (const [id, row] of rows) registry.setRow(id, row);
    for (const [id, definition] of definitions) registry.module(id).definition = definition;
    registry.evaluation.backward = registry.linking.journal = undefined;
    for (const [module, saved] of this.saved) {
      const instance = module.instance;
      if (instance === saved.instance) continue;
      // What ran before another module failed goes without a trace, as far as it cleans up after itself.
      if (instance) {
        void hots.dispose(instance);
        hots.silence(instance);
        registry.linking.discard(module);
      }
    }
    for (const [module, saved] of this.saved) {
      const { exports, definition: _, ...life } = saved;
      Object.assign(module, life);
      for (const name of Object.keys(module.namespace)) if (!exports.has(name)) delete module.namespace[name];
      for (const [name, value] of exports) setExport(module.namespace, name, value);
      sortExports(module.namespace);
    }
    for (const [module, { instance }] of this.saved) {
      if (instance) {
        registry.linking.attach(instance);
        hots.hear(instance);
      }
      sheets.set(module.id, instance?.css);
      registry.linking.notify(module);
    }
    components.rollback([...this.saved.keys()].map((module) => module.id));
    keeper.rollback();
  }

  /** Modules that ran and that nothing which runs reaches any more. */
  private unreachable(update: Update): Set<Module> {
    const { registry } = this.parts;
    const reached = new Set<string>(this.entries);
    for (const id of reached) {
      // Modules that never ran keep nothing alive.
      if (!registry.modules.get(id)?.instance && !update.definitions.has(id)) continue;
      for (const target of imported(registry.rows.get(id))) reached.add(target);
    }
    const dead = new Set<Module>();
    for (const module of registry.modules.values()) {
      if (module.instance && (!reached.has(module.id) || update.removed.includes(module.id))) dead.add(module);
    }
    return dead;
  }

  private async prune(dead: ReadonlySet<Module>, update: Update | undefined): Promise<void> {
    const { registry, hots, components, keeper, sheets } = this.parts;
    const live = [...dead].filter((module) => module.instance);
    if (live.length) hots.emit("vite:beforePrune", { type: "prune", paths: live.map((module) => `/${module.id}`) });
    for (const module of live) {
      const instance = module.instance!;
      for (const wait of [hots.dispose(instance), hots.dispose(instance, "pruners")]) if (wait) await wait;
      hots.silence(instance);
      registry.linking.discard(module);
      for (const name of Object.keys(module.namespace)) delete module.namespace[name];
      module.order = 0;
      hots.forget(module.id);
      components.forget(module.id);
      keeper.forget(module.id);
      sheets.set(module.id, undefined);
    }
    for (const id of update?.removed ?? []) {
      registry.setRow(id, undefined);
      registry.modules.delete(id);
    }
  }
}
