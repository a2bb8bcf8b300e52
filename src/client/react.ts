/**
 * What React makes at the top of a module keeps its identity when the module runs again: contexts (a new context object remounts
 * everything below its provider) and roots (a second root would mount the app twice).
 */
import { StoreMemory } from "./stores";

interface Context {
  _currentValue: unknown;
  _currentValue2: unknown;
}

interface Root {
  unmount(): void;
}

type Make = (...parameters: any[]) => any;

export interface ReactHost {
  /** The module whose body runs now. */
  executing(): string | undefined;
}

/** Puts a function in place of an export: on the very object if it can be changed, so that other packages get it too. */
function replace(exports: any, name: string, around: (make: Make) => Make): any {
  const make = exports?.[name] as unknown;
  if (typeof make !== "function") return exports;
  const value = around(make as Make);
  // What is bundled from ES modules has getters only, and refuses with or without an exception.
  if (Reflect.set(exports, name, value) && exports[name] === value) return exports;
  return exports.__esModule ? Object.create(exports, { [name]: { value, enumerable: true } }) : exports;
}

export class ReactMemory {
  /** The contexts that each module made, in order. */
  private readonly contexts = new Map<string, { context: Context; value: unknown }[]>();
  private readonly used = new Map<string, number>();
  private readonly roots = new WeakMap<object, Root>();
  /** Contexts whose default value is another one since this update began. */
  readonly touched = new Set<unknown>();
  private undo: (() => void)[] = [];

  private readonly stores: StoreMemory;

  constructor(private readonly host: ReactHost) {
    this.stores = new StoreMemory(() => host.executing());
  }

  /** Puts itself between the app and its packages. Answers what the app shall see. */
  prepare(id: string, exports: any): unknown {
    switch (id) {
      case "npm:react":
        return replace(exports, "createContext", (create) => (...parameters) => this.createContext(create, parameters));
      case "npm:react-dom/client":
        return replace(exports, "createRoot", (create) => (...parameters) => this.createRoot(create, parameters));
      case "npm:zustand":
      case "npm:zustand/vanilla":
        return replace(replace(exports, "create", (create) => this.stores.wrap(create)), "createStore", (create) => this.stores.wrap(create));
      default:
        return exports;
    }
  }

  /** A module is about to run: its first context is the first again. */
  restart(id: string): void {
    this.stores.restart(id);
    this.used.delete(id);
  }

  forget(id: string): void {
    this.stores.forget(id);
    this.contexts.delete(id);
  }

  commit(): void {
    this.stores.commit();
    this.undo = [];
    this.touched.clear();
  }

  rollback(): void {
    this.stores.rollback();
    for (const undo of this.undo.reverse()) undo();
    this.commit();
  }

  private createContext(create: Make, parameters: any[]): unknown {
    const id = this.host.executing();
    // Made later, or by a function: no place to recognise it by.
    if (id === undefined) return create(...parameters);
    const index = this.used.get(id) ?? 0;
    this.used.set(id, index + 1);
    let list = this.contexts.get(id);
    if (!list) this.contexts.set(id, (list = []));
    const known = list[index];
    const [value] = parameters;
    if (!known) {
      const context = create(...parameters) as Context;
      const { length } = list;
      list.push({ context, value });
      this.undo.push(() => void (list.length = length));
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

  private createRoot(create: Make, parameters: any[]): unknown {
    const [container] = parameters as [object];
    const known = this.roots.get(container);
    if (known) return known;
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
