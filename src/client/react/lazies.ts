/** `lazy()` never forgets that its module could not be loaded. After an update the module may be whole: it is asked for again. */
import type { Make } from "./memory";

interface Lazy {
  _payload?: { _status: number; _result: unknown };
}

/** React's word for one that nobody has asked for yet. */
const UNASKED = -1;

export class Lazies {
  private readonly failed = new Map<Lazy, Make>();

  create(make: Make, load: Make): unknown {
    const ask = () => {
      const loading = load() as Promise<unknown>;
      loading.then(undefined, () => this.failed.set(lazy, ask));
      return loading;
    };
    const lazy = make(ask) as Lazy;
    return lazy;
  }

  retry(): void {
    for (const [{ _payload }, ask] of this.failed) if (_payload) Object.assign(_payload, { _status: UNASKED, _result: ask });
    this.failed.clear();
  }
}
