/** `import.meta.hot`: what each life of a module accepts, and whom it wants to be told of what. The types are in `hot.d.ts`. */
import type { Namespace } from "./namespace";
import type { Instance, Registry } from "./registry";
import { ACCEPTANCE } from "./wire";

type Callback = (value: any) => void;
type Disposer = (data: Record<string, unknown>) => void | Promise<void>;

/** `accept` of something imported. */
export interface Acceptance {
  targets: (string | undefined)[];
  /** Called with one namespace, not a list. */
  single: boolean;
  callback: Callback | undefined;
}

/** What one instance has said. */
export interface Hot {
  /** `undefined`: it does not accept itself. */
  self?: Callback[];
  acceptances: Acceptance[];
  exports?: Set<string>;
  declined?: boolean;
  disposers: Disposer[];
  pruners: Disposer[];
  listeners: Map<string, Set<Callback>>;
}

export interface HotHost {
  invalidate(instance: Instance, message: string | undefined): void;
  send(event: string, data: unknown): void;
  failed(error: unknown): void;
}

export class Hots {
  private readonly states = new WeakMap<Instance, Hot>();
  private readonly listening = new Set<Instance>();
  private readonly data = new Map<string, Record<string, unknown>>();

  constructor(
    private readonly registry: () => Registry,
    private readonly host: HotHost,
  ) {}

  /** What an instance accepts; `undefined`: it never asked for `import.meta.hot`. */
  of(instance: Instance): Hot | undefined {
    return this.states.get(instance);
  }

  accepts(instance: Instance, id: string): boolean {
    return !!this.of(instance)?.acceptances.some((acceptance) => acceptance.targets.includes(id));
  }

  dataOf(id: string): Record<string, unknown> {
    let data = this.data.get(id);
    if (!data) this.data.set(id, (data = {}));
    return data;
  }

  forget(id: string): void {
    this.data.delete(id);
  }

  /** Tells those who listen. A listener that throws does not keep others from hearing. */
  emit(event: string, payload: unknown): void {
    for (const instance of [...this.listening]) {
      for (const callback of [...(this.of(instance)?.listeners.get(event) ?? [])]) this.call(callback, payload);
    }
  }

  call(callback: Callback, value: unknown): void {
    try {
      callback(value);
    } catch (error) {
      this.host.failed(error);
    }
  }

  /** Ends the listening of an instance. */
  silence(instance: Instance): void {
    this.listening.delete(instance);
  }

  /** Undoes that. */
  hear(instance: Instance): void {
    if (this.of(instance)?.listeners.size) this.listening.add(instance);
  }

  /** Runs and forgets what an instance wants to do at its end. A promise only when some of it returns one. */
  dispose(instance: Instance, what: "disposers" | "pruners" = "disposers"): Promise<unknown> | undefined {
    const { id } = instance.module;
    const waits: Promise<unknown>[] = [];
    for (const disposer of this.of(instance)?.[what].splice(0) ?? []) {
      this.call((data) => {
        const wait = disposer(data);
        if (wait) waits.push(Promise.resolve(wait).catch((error: unknown) => this.host.failed(error)));
      }, this.dataOf(id));
    }
    return waits.length ? Promise.all(waits) : undefined;
  }

  /** The module that a specifier means to `accept`, which may name it otherwise than the import does. */
  private resolve(id: string, specifier: string): string | undefined {
    const registry = this.registry();
    return registry.resolve(id, specifier) ?? registry.rows.get(id)?.[ACCEPTANCE + specifier];
  }

  /** The object that the module sees. */
  create(instance: Instance): object {
    const { id } = instance.module;
    const hot: Hot = { acceptances: [], disposers: [], pruners: [], listeners: new Map() };
    this.states.set(instance, hot);
    const { host, listening } = this;
    const hots = this;
    return {
      get data() {
        return hots.dataOf(id);
      },
      accept(what?: Callback | string | readonly string[], callback?: Callback) {
        if (typeof what === "string" || Array.isArray(what)) {
          const single = typeof what === "string";
          const targets = (single ? [what] : (what as readonly string[])).map((specifier) => hots.resolve(id, specifier));
          hot.acceptances.push({ targets, single, callback });
        } else {
          hot.self ??= [];
          if (what) hot.self.push(what as Callback);
        }
      },
      acceptExports(names: string | readonly string[], callback?: Callback) {
        hot.exports ??= new Set();
        for (const name of typeof names === "string" ? [names] : names) hot.exports.add(name);
        // Callbacks are those of `accept()`; whether all importers are content is decided by the walk.
        hot.acceptances.push({ targets: [id], single: true, callback });
      },
      dispose: (callback: Disposer) => void hot.disposers.push(callback),
      prune: (callback: Disposer) => void hot.pruners.push(callback),
      invalidate: (message?: string) => host.invalidate(instance, message),
      decline() {
        hot.declined = true;
      },
      on(event: string, callback: Callback) {
        let set = hot.listeners.get(event);
        if (!set) hot.listeners.set(event, (set = new Set()));
        set.add(callback);
        if (instance.module.instance === instance) listening.add(instance);
      },
      off: (event: string, callback: Callback) => void hot.listeners.get(event)?.delete(callback),
      send: (event: string, data?: unknown) => host.send(event, data),
    };
  }
}

/** What `accept` callbacks of a list get: the namespaces of what was replaced, `undefined` for the others. */
export function arguments_(acceptance: Acceptance, namespaceOf: (id: string) => Namespace | undefined): unknown {
  const list = acceptance.targets.map((id) => (id === undefined ? undefined : namespaceOf(id)));
  return acceptance.single ? list[0] : list;
}
