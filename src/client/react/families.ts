/**
 * Which family (React Refresh's word for all lives of one component) each name in a module stands for.
 *
 * The compiler registers components by their name in the module. An export may change that name and still be what its importers show:
 * `export default function App` becomes `export default function Root`, with a new `App` inside. So an export's new component takes
 * over the family of the old one, and what else has that name lives on under a spare one. Without this the old component would stay
 * on the screen, as it does in other tools.
 */

export interface Registration {
  type: unknown;
  /** The name in the module. */
  name: string;
}

type Anything = Record<string, unknown>;
type Pair = [now: unknown, was: unknown];

const isObject = (value: unknown): value is Anything => typeof value === "object" && value !== null;
/** A plain object of components, not one of React's kinds. */
export const isCompound = (value: unknown): value is Anything => isObject(value) && value.$$typeof === undefined;

/** A pair and those inside it: members of compound objects, what `memo` and `forwardRef` wrap. `undefined`: their shapes differ. */
function pairsOf(now: unknown, was: unknown): { outer: Pair[]; inner: Pair[] } | undefined {
  if (isCompound(now) || isCompound(was)) {
    if (!isCompound(now) || !isCompound(was)) return undefined;
    const keys = Object.keys(now);
    if (keys.length !== Object.keys(was).length || !keys.every((key) => key in was)) return undefined;
    return { outer: keys.map((key) => [now[key], was[key]]), inner: [] };
  }
  const inner: Pair[] = [];
  if (isObject(now) && isObject(was) && now.$$typeof === was.$$typeof) {
    if (now.type && was.type) inner.push([now.type, was.type]);
    if (now.render && was.render) inner.push([now.render, was.render]);
  }
  return { outer: [[now, was]], inner };
}

export class Families {
  private readonly names = new Map<string, Map<string, string>>();
  private readonly types = new WeakMap<object, string>();
  private undo: (() => void)[] = [];
  private spare = 0;

  /** The family of a type that was registered. */
  of(type: unknown): string | undefined {
    return typeof type === "function" || isObject(type) ? this.types.get(type) : undefined;
  }

  /** The family that a registration goes to, or `undefined` when the type has one already or cannot have one. */
  assign(id: string, { type, name }: Registration): string | undefined {
    if ((typeof type !== "function" && !isObject(type)) || this.types.has(type)) return undefined;
    const family = this.names.get(id)?.get(name) ?? `${id} ${name}`;
    this.types.set(type, family);
    return family;
  }

  /** Hands families down from what exports were to what they are. Answers the exports for which that cannot be. */
  inherit(id: string, registrations: Registration[], renewed: [name: string, now: unknown, was: unknown][]): Set<string> {
    const failed = new Set<string>();
    if (!renewed.length) return failed;
    const old = this.names.get(id);
    const names = new Map(old);
    const nameOf = (type: unknown) => registrations.find((registration) => registration.type === type)?.name;
    const familyOf = (name: string) => names.get(name) ?? `${id} ${name}`;
    const claims = new Map<string, unknown>();
    const claim = ([now, was]: Pair): boolean => {
      if (now === was) return true;
      const family = this.of(was);
      const name = nameOf(now);
      if (family === undefined || name === undefined) return false;
      if (claims.has(family)) return claims.get(family) === now;
      claims.set(family, now);
      for (const other of registrations) {
        if (other.type !== now && familyOf(other.name) === family) names.set(other.name, `${id} ${other.name}~${++this.spare}`);
      }
      names.set(name, family);
      return true;
    };
    // Those that keep their name come first: nobody else may take their family.
    const keeps = ([, now, was]: [string, unknown, unknown]) => {
      const name = nameOf(now);
      return name !== undefined && familyOf(name) === this.of(was);
    };
    for (const [name, now, was] of [...renewed].sort((a, b) => Number(keeps(b)) - Number(keeps(a)))) {
      const pairs = pairsOf(now, was);
      if (!pairs || !pairs.outer.map(claim).every(Boolean)) failed.add(name);
      else pairs.inner.forEach(claim);
    }
    this.names.set(id, names);
    this.undo.push(() => (old ? this.names.set(id, old) : this.names.delete(id)));
    return failed;
  }

  commit(): void {
    this.undo = [];
  }

  rollback(): void {
    for (const undo of this.undo.reverse()) undo();
    this.undo = [];
  }

  forget(id: string): void {
    this.names.delete(id);
  }
}
