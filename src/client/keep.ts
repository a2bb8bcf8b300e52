/**
 * Values at the top of modules that outlive them: stores, contexts, query clients, `cva(...)`. The compiler finds them and hands over
 * how they are made. One is made anew only when that text, or something it refers to, is another one.
 */
import { isSame } from "./equal";
import type { Instance, Registry } from "./registry";

interface Kept {
  value: unknown;
  make: string;
  imports: unknown[];
  locals: unknown[];
  /** The life that made it, whose variables it sees. */
  owner: Instance;
}

const isSameLocal = (a: unknown, b: unknown): boolean => (typeof a === "function" && typeof b === "function" ? String(a) === String(b) : isSame(a, b));

const areSame = (a: unknown[], b: unknown[], same: (a: unknown, b: unknown) => boolean): boolean => a.length === b.length && a.every((value, index) => same(value, b[index]));

export class Keeper {
  private readonly kept = new Map<string, Map<string, Kept>>();
  private readonly undo = new Map<string, Map<string, Kept> | undefined>();
  /** The variable whose value is being made. */
  variable: { name: string; isSameText: boolean } | undefined;

  constructor(private readonly registry: () => Registry) {}

  /** The value of an initialiser: that of the last life, or a new one. */
  keep(owner: Instance, name: string, make: () => unknown, imports: () => unknown[], locals: () => unknown[]): unknown {
    const { id } = owner.module;
    const now = { make: String(make), imports: imports(), locals: locals(), owner };
    let kept = this.undo.get(id)?.get(name);
    if (!kept || kept.make !== now.make || !areSame(kept.imports, now.imports, isSame) || !areSame(kept.locals, now.locals, isSameLocal)) {
      const outer = this.variable;
      this.variable = { name, isSameText: kept?.make === now.make };
      try {
        kept = { ...now, value: make() };
      } finally {
        this.variable = outer;
      }
    }
    let values = this.kept.get(id);
    if (!values) {
      this.kept.set(id, (values = new Map()));
      if (!this.undo.has(id)) this.undo.set(id, undefined);
    }
    values.set(name, kept);
    return kept.value;
  }

  /** A body is about to run. */
  restart(id: string): void {
    if (this.undo.has(id)) return;
    const values = this.kept.get(id);
    if (!values) return;
    this.undo.set(id, values);
    this.kept.delete(id);
  }

  /** What is kept goes on seeing the imports of the life that made it, which are bound anew like those of the module itself. */
  commit(): void {
    for (const [id, before] of this.undo) {
      const current = this.registry().modules.get(id)?.instance;
      const owners = new Set([...(this.kept.get(id)?.values() ?? [])].map(({ owner }) => owner));
      for (const owner of owners) if (owner !== current) this.registry().linking.attach(owner);
      for (const { owner } of before?.values() ?? []) if (owner !== current && !owners.has(owner)) this.registry().linking.detach(owner);
    }
    this.undo.clear();
  }

  rollback(): void {
    for (const [id, values] of this.undo) {
      if (values) this.kept.set(id, values);
      else this.kept.delete(id);
    }
    this.undo.clear();
  }

  forget(id: string): void {
    for (const { owner } of this.kept.get(id)?.values() ?? []) this.registry().linking.detach(owner);
    this.kept.delete(id);
    this.undo.delete(id);
  }
}
