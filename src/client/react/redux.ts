/** Redux stores keep their state: one whose own text is the same stays and gets the new reducer, another begins with the state of the last. */
import { Made, type Places } from "./places";

interface Store {
  getState(): unknown;
  replaceReducer(reducer: unknown): void;
}

type Make = (...parameters: any[]) => any;

const isStore = (value: any): value is Store => typeof value?.getState === "function" && typeof value.replaceReducer === "function";

export class ReduxMemory {
  private readonly made = new Made<{ store: Store; reducer: unknown }>();

  constructor(
    private readonly places: Places,
    private readonly undo: (undo: () => void) => void,
  ) {}

  /** `createStore(reducer, state?, enhancer?)` */
  createStore(create: Make): Make {
    return (reducer, state, ...rest) =>
      this.make(reducer, (last) => (last !== undefined && (state === undefined || typeof state === "function") ? create(reducer, last, ...(typeof state === "function" ? [state] : rest)) : create(reducer, state, ...rest)));
  }

  /** `configureStore({ reducer, preloadedState? })` */
  configureStore(configure: Make, combine: Make | undefined): Make {
    return (options) => {
      const { reducer } = options;
      const whole = typeof reducer === "function" ? reducer : combine?.(reducer);
      return this.make(whole, (last) => configure(last === undefined ? options : { ...options, preloadedState: last }));
    };
  }

  forget(id: string): void {
    this.made.forget(id);
  }

  private make(reducer: unknown, create: (last: unknown) => any): unknown {
    const place = this.places.take();
    const known = place && this.made.get(place);
    if (!place) return create(undefined);
    if (known && place.isSameText && typeof reducer === "function") {
      const { reducer: before, store } = known;
      store.replaceReducer(reducer);
      known.reducer = reducer;
      this.undo(() => {
        known.reducer = before;
        store.replaceReducer(before);
      });
      return store;
    }
    const store: unknown = create(known?.store.getState());
    if (isStore(store)) this.undo(this.made.set(place, { store, reducer }));
    return store;
  }
}
