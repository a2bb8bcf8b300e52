/** What an update asks about components. A script of its own answers for React; pages without React do with the plain answers. */
import { isSame } from "./equal";
import type { Namespace } from "./namespace";
import type { Boot } from "./wire";

/** What such a script may know of the app. */
export interface Naming {
  /** The module whose body runs now. */
  executing(): string | undefined;
  /** The variable whose value is being made, and whether its text is that of the last life. */
  variable(): { name: string; isSameText: boolean } | undefined;
}

export interface Components {
  /** The app is about to run, or has begun to when this one comes late. */
  start(boot: Boot): void;
  /** The compiler found what looks like a component. True: it is taken care of. */
  register(id: string, type: unknown, name: string): boolean;
  signature(): unknown;
  /** Changes the exports of an npm package before the app sees them. */
  prepare(id: string, exports: unknown): unknown;
  /** Whether a module mounted into the page. */
  mounts(id: string): boolean;
  /** A body is about to run. */
  restart(id: string): void;
  /** A body has ended well: which exports would importers see change? `before` is what it exported in its last life, if it had one. */
  settle(id: string, before: Map<string, unknown> | undefined, now: Namespace): Set<string>;
  /** What ran is good. */
  commit(): void;
  /** Shows it. */
  perform(): void;
  /** What these modules did last never happened. */
  rollback(ids: Iterable<string>): void;
  forget(id: string): void;
}

/** The names whose values are others, or that are new or gone; none when there was nothing before. */
export function differences(before: Map<string, unknown> | undefined, now: Namespace, differ: (was: unknown, value: unknown, name: string) => boolean): Set<string> {
  const changed = new Set<string>();
  if (!before) return changed;
  for (const name of Object.keys(now)) if (!before.has(name) || differ(before.get(name), now[name], name)) changed.add(name);
  for (const name of before.keys()) if (!(name in now)) changed.add(name);
  return changed;
}

const nothing = () => {};

export const plain: Components = {
  start: nothing,
  register: () => false,
  signature: () => (type: unknown) => type,
  prepare: (_, exports) => exports,
  mounts: () => false,
  restart: nothing,
  settle: (_, before, now) => differences(before, now, (was, value) => !isSame(was, value)),
  commit: nothing,
  perform: nothing,
  rollback: nothing,
  forget: nothing,
};
