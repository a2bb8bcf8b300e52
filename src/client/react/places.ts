/** Where in a module a value is made, so that its next life is recognised: by the name of the variable, or by its turn. */

import type { Naming } from "../components";

export interface Place {
  /** The module. */
  id: string;
  key: string;
  /** Whether the text that makes it is the one that made its last life. */
  isSameText: boolean;
}

export class Places {
  private readonly used = new Map<string, Map<string, number>>();

  constructor(private readonly naming: Naming) {}

  /** `undefined`: made later, or by a function. There is no place to recognise it by. */
  take(): Place | undefined {
    const id = this.naming.executing();
    if (id === undefined) return undefined;
    const { name = "", isSameText = false } = this.naming.variable() ?? {};
    let used = this.used.get(id);
    if (!used) this.used.set(id, (used = new Map()));
    const turn = used.get(name) ?? 0;
    used.set(name, turn + 1);
    return { id, key: `${name} ${turn}`, isSameText };
  }

  /** A module is about to run: its first value is the first again. */
  restart(id: string): void {
    this.used.delete(id);
  }
}

/** What was made at each place. */
export class Made<Value> {
  private readonly values = new Map<string, Map<string, Value>>();

  get({ id, key }: Place): Value | undefined {
    return this.values.get(id)?.get(key);
  }

  /** Answers how to undo it. */
  set({ id, key }: Place, value: Value): () => void {
    let values = this.values.get(id);
    if (!values) this.values.set(id, (values = new Map()));
    const before = values.get(key);
    values.set(key, value);
    return () => void (before === undefined ? values.delete(key) : values.set(key, before));
  }

  forget(id: string): void {
    this.values.delete(id);
  }
}
