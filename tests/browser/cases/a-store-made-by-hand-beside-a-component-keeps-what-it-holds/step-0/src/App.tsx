import { useSyncExternalStore } from "react";

function makeStore(value: number) {
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next: number) {
      value = next;
      listeners.forEach((listener) => listener());
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

class Cart extends EventTarget {
  #size = 0;

  get = () => this.#size;

  add() {
    this.#size += 1;
    this.dispatchEvent(new Event("change"));
  }

  subscribe = (listener: () => void) => {
    this.addEventListener("change", listener);
    return () => this.removeEventListener("change", listener);
  };
}

export const store = makeStore(0);
export const cart = new Cart();
// What is done on the way is done again.
const said = console.log("counting");
void said;

export default function App() {
  const count = useSyncExternalStore(store.subscribe, store.get);
  const size = useSyncExternalStore(cart.subscribe, cart.get);
  return (
    <main>
      <button id="count" onClick={() => store.set(count + 1)}>count {count}</button>
      <button id="cart" onClick={() => cart.add()}>{size} in cart</button>
    </main>
  );
}
