/**
 * Stores of zustand keep their data when their module runs again, be it for its own sake or for something it imports. A store made
 * anew has new actions and is the one that everybody who uses it is bound to; each value whose initial value is the same as before
 * goes over to it. In other tools the cart is empty after every edit of a helper that the cart uses.
 */
import { isSame } from "./equal";

interface Store {
  getState(): unknown;
  getInitialState?(): unknown;
  setState(part: Record<string, unknown>): void;
}

const isStore = (value: any): value is Store => !!value && typeof value.getState === "function" && typeof value.setState === "function";
const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

export class StoreMemory {
  /** The stores that each module made, in order, and what they began with. */
  private readonly made = new Map<string, { store: Store; initial: unknown }[]>();
  private readonly used = new Map<string, number>();
  private undo: (() => void)[] = [];

  constructor(private readonly executing: () => string | undefined) {}

  /** `create` or `createStore`, which are curried in TypeScript: `create<State>()(...)`. */
  wrap(create: (...parameters: any[]) => any): (...parameters: any[]) => unknown {
    return (...parameters) => {
      const made: unknown = create(...parameters);
      if (isStore(made)) this.remember(made);
      else if (!parameters.length && typeof made === "function") return this.wrap(made as (...parameters: any[]) => any);
      return made;
    };
  }

  restart(id: string): void {
    this.used.delete(id);
  }

  forget(id: string): void {
    this.made.delete(id);
  }

  commit(): void {
    this.undo = [];
  }

  rollback(): void {
    for (const undo of this.undo.reverse()) undo();
    this.undo = [];
  }

  private remember(store: Store): void {
    const id = this.executing();
    if (id === undefined) return;
    const index = this.used.get(id) ?? 0;
    this.used.set(id, index + 1);
    let list = this.made.get(id);
    if (!list) this.made.set(id, (list = []));
    const before = list[index];
    const initial = store.getInitialState?.() ?? store.getState();
    list[index] = { store, initial };
    this.undo.push(() => void (before ? (list[index] = before) : (list.length = index)));
    if (before) this.carry(before.store, before.initial, store, initial);
  }

  private carry(from: Store, began: unknown, to: Store, begins: unknown): void {
    const state = from.getState();
    if (!isPlain(state) || !isPlain(began) || !isPlain(begins)) return;
    const part: Record<string, unknown> = {};
    for (const key of Object.keys(begins)) {
      if (typeof begins[key] !== "function" && key in began && key in state && isSame(began[key], begins[key])) part[key] = state[key];
    }
    to.setState(part);
  }
}
