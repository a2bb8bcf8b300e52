/**
 * What React makes at the top of a module keeps its identity when the module runs again: contexts (a new context object remounts
 * everything below its provider) and roots (a second root would mount the app twice).
 */
import type { Naming } from "../components";
import { Lazies } from "./lazies";
import { Made, Places } from "./places";
import { ReduxMemory } from "./redux";
import { StoreMemory } from "./stores";

interface Context {
  _currentValue: unknown;
  _currentValue2: unknown;
}

interface Root {
  render(element: unknown): void;
  unmount(): void;
}

interface ErrorInfo {
  componentStack?: string;
}

/** Of React 19; 18 tells the window of every error. */
interface RootOptions {
  onCaughtError?(error: unknown, info: ErrorInfo): void;
}

export type Make = (...parameters: any[]) => any;

/** Puts a function in place of an export: on the very object if it can be changed, so that other packages get it too. */
export function replace(exports: any, name: string, around: (make: Make) => Make): any {
  const make = exports?.[name] as unknown;
  if (typeof make !== "function") return exports;
  const value = around(make as Make);
  // CommonJS behind a bundler's namespace: its `default` is the object that the getters read.
  for (const target of [exports.default, exports]) if (target?.[name] === make) Reflect.set(target, name, value);
  // What is bundled from ES modules has getters only, and refuses with or without an exception.
  if (exports[name] === value) return exports;
  return exports.__esModule ? Object.create(exports, { [name]: { value, enumerable: true } }) : exports;
}

export class ReactMemory {
  private readonly contexts = new Made<{ context: Context; value: unknown }>();
  private readonly roots = new WeakMap<object, Root>();
  /** The containers that each module mounted into while it ran, and those of its last life. */
  private readonly mounted = new Map<string, Set<object>>();
  private readonly before = new Map<string, Set<object>>();
  /** Contexts whose default value is another one since this update began. */
  readonly touched = new Set<unknown>();
  private undo: (() => void)[] = [];

  readonly lazies = new Lazies();
  private readonly places: Places;
  private readonly stores: StoreMemory;
  private readonly redux: ReduxMemory;

  constructor(
    private readonly naming: Naming,
    private readonly failed: (error: unknown) => void,
  ) {
    this.places = new Places(naming);
    const undo = (undo: () => void) => void this.undo.push(undo);
    this.stores = new StoreMemory(this.places, undo);
    this.redux = new ReduxMemory(this.places, undo);
  }

  /** Puts itself between the app and its packages. Answers what the app shall see. */
  prepare(id: string, exports: any): unknown {
    switch (id) {
      case "npm:react":
        return replace(
          replace(exports, "createContext", (create) => (...parameters) => this.createContext(create, parameters)),
          "lazy",
          (make) => (load) => this.lazies.create(make, load),
        );
      case "npm:react-dom/client":
        return replace(
          replace(exports, "createRoot", (create) => (...parameters) => this.createRoot(create, parameters)),
          "hydrateRoot",
          (hydrate) => (...parameters) => this.createRoot(hydrate, parameters, parameters[1]),
        );
      case "npm:zustand":
      case "npm:zustand/vanilla":
        return replace(replace(exports, "create", (create) => this.stores.wrap(create)), "createStore", (create) => this.stores.wrap(create));
      case "npm:redux":
        return replace(replace(exports, "createStore", (create) => this.redux.createStore(create)), "legacy_createStore", (create) => this.redux.createStore(create));
      case "npm:@reduxjs/toolkit":
        return replace(exports, "configureStore", (configure) => this.redux.configureStore(configure, exports.combineReducers as Make | undefined));
      default:
        return exports;
    }
  }

  /** A module is about to run: its first context is the first again. */
  restart(id: string): void {
    this.places.restart(id);
    const containers = this.mounted.get(id);
    if (containers && !this.before.has(id)) {
      this.before.set(id, containers);
      this.mounted.delete(id);
      this.undo.push(() => {
        this.unmount(this.mounted.get(id), containers);
        this.mounted.set(id, containers);
      });
    }
  }

  /** Whether a module mounted into the page. */
  mounts(id: string): boolean {
    return this.mounted.has(id);
  }

  forget(id: string): void {
    this.stores.forget(id);
    this.redux.forget(id);
    this.contexts.forget(id);
    this.mounted.delete(id);
  }

  commit(): void {
    // A root that its module did not ask for again would show a second app.
    for (const [id, containers] of this.before) this.unmount(containers, this.mounted.get(id));
    this.before.clear();
    this.undo = [];
    this.touched.clear();
  }

  rollback(): void {
    for (const undo of this.undo.reverse()) undo();
    this.before.clear();
    this.commit();
  }

  private caught(error: unknown, info: ErrorInfo, { onCaughtError }: RootOptions): void {
    this.failed(error);
    if (onCaughtError) onCaughtError(error, info);
    else console.error("%o\n\nAn error boundary handled it.%s", error, info?.componentStack ?? "");
  }

  private unmount(containers: Set<object> | undefined, except: Set<object> | undefined): void {
    for (const container of containers ?? []) if (!except?.has(container)) this.roots.get(container)?.unmount();
  }

  private createContext(create: Make, parameters: any[]): unknown {
    const place = this.places.take();
    if (!place) return create(...parameters);
    const known = this.contexts.get(place);
    const [value] = parameters;
    if (!known) {
      const context = create(...parameters) as Context;
      this.undo.push(this.contexts.set(place, { context, value }));
      return context;
    }
    if (!Object.is(known.value, value)) {
      const { context, value: before } = known;
      const set = (next: unknown) => {
        known.value = next;
        context._currentValue = context._currentValue2 = next;
      };
      set(value);
      this.undo.push(() => set(before));
      this.touched.add(context);
    }
    return known.context;
  }

  /** A container has one root for good: who mounts into it again renders into that. */
  private createRoot(create: Make, parameters: any[], element?: unknown): unknown {
    const [container] = parameters as [object];
    const id = this.naming.executing();
    if (id !== undefined) {
      let containers = this.mounted.get(id);
      if (!containers) this.mounted.set(id, (containers = new Set()));
      containers.add(container);
    }
    const known = this.roots.get(container);
    if (known) {
      if (element !== undefined) known.render(element);
      return known;
    }
    // An error boundary keeps the app alive; that something failed is still to be seen.
    const at = element === undefined ? 1 : 2;
    const options = (parameters[at] ?? {}) as RootOptions;
    parameters[at] = { ...options, onCaughtError: (error: unknown, info: ErrorInfo) => this.caught(error, info, options) };
    const root = create(...parameters) as Root;
    this.roots.set(container, root);
    const unmount = root.unmount;
    root.unmount = () => {
      this.roots.delete(container);
      return unmount.call(root);
    };
    return root;
  }
}
