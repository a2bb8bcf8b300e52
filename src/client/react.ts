/**
 * What React makes at the top of a module keeps its identity when the module runs again: contexts (a new context object remounts
 * everything below its provider) and roots (a second root would mount the app twice).
 */

interface Context {
  _currentValue: unknown;
  _currentValue2: unknown;
}

interface Root {
  unmount(): void;
}

type Anything = Record<string, (...parameters: any[]) => unknown>;

export interface ReactHost {
  /** The module whose body runs now. */
  executing(): string | undefined;
}

export class ReactMemory {
  /** The contexts that each module made, in order. */
  private readonly contexts = new Map<string, { context: Context; value: unknown }[]>();
  private readonly used = new Map<string, number>();
  private readonly roots = new WeakMap<object, Root>();
  /** Contexts whose default value is another one since this update began. */
  readonly touched = new Set<unknown>();
  private undo: (() => void)[] = [];

  constructor(private readonly host: ReactHost) {}

  /** Puts itself between the app and React. */
  prepare(id: string, exports: any): void {
    if (id === "npm:react") this.wrap(exports, "createContext", (create, parameters) => this.createContext(create, parameters));
    if (id === "npm:react-dom/client") this.wrap(exports, "createRoot", (create, parameters) => this.createRoot(create, parameters));
  }

  /** A module is about to run: its first context is the first again. */
  restart(id: string): void {
    this.used.delete(id);
  }

  forget(id: string): void {
    this.contexts.delete(id);
  }

  commit(): void {
    this.undo = [];
    this.touched.clear();
  }

  rollback(): void {
    for (const undo of this.undo.reverse()) undo();
    this.commit();
  }

  private wrap(exports: Anything, name: string, around: (create: (...parameters: any[]) => any, parameters: any[]) => unknown): void {
    const create = exports?.[name];
    if (typeof create !== "function") return;
    try {
      exports[name] = (...parameters: any[]) => around(create, parameters);
    } catch {
      // An ES namespace cannot be changed: contexts are then made anew, and their importers run again.
    }
  }

  private createContext(create: (...parameters: any[]) => any, parameters: any[]): unknown {
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

  private createRoot(create: (...parameters: any[]) => any, parameters: any[]): unknown {
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
