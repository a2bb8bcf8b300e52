/**
 * Stores of zustand keep their data when their module runs again, be it for its own sake or for something it imports. A store made
 * anew has new actions and is the one that everybody who uses it is bound to; each value whose initial value is the same as before
 * goes over to it. In other tools the cart is empty after every edit of a helper that the cart uses.
 */
import { isSame } from "../equal";
import { Made, type Places } from "./places";

interface Store {
  getState(): unknown;
  getInitialState?(): unknown;
  setState(part: Record<string, unknown>): void;
}

const isStore = (value: any): value is Store => !!value && typeof value.getState === "function" && typeof value.setState === "function";
const isPlain = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;

export class StoreMemory {
  /** The stores that modules made, and what they began with. */
  private readonly made = new Made<{ store: Store; initial: unknown }>();

  constructor(
    private readonly places: Places,
    private readonly undo: (undo: () => void) => void,
  ) {}

  /** `create` or `createStore`, which are curried in TypeScript: `create<State>()(...)`. */
  wrap(create: (...parameters: any[]) => any): (...parameters: any[]) => unknown {
    return (...parameters) => {
      const made: unknown = create(...parameters);
      if (isStore(made)) this.remember(made);
      else if (!parameters.length && typeof made === "function") return this.wrap(made as (...parameters: any[]) => any);
      return made;
    };
  }

  forget(id: string): void {
    this.made.forget(id);
  }

  private remember(store: Store): void {
    const place = this.places.take();
    if (!place) return;
    const before = this.made.get(place);
    const initial = store.getInitialState?.() ?? store.getState();
    this.undo(this.made.set(place, { store, initial }));
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
