/**
 * React Refresh: components are replaced in place, with their state where their hooks allow it.
 *
 * A module that registered components needs no importer to run again, as long as everybody who uses one of its exports would see
 * nothing but replaced components. That is decided export by export, after it ran: see `settle`.
 */
import { differences } from "../components";
import { isSame } from "../equal";
import { Families, isCompound, type Registration } from "./families";
import type { Namespace } from "../namespace";
import runtime from "./third_party/react-refresh/react-refresh-runtime.development.js";

const LAZY = Symbol.for("react.lazy");

/** What stands in an object itself: a getter is not called, since clients of services throw in theirs until somebody signs in. */
function membersOf(value: object): [name: string, member: unknown][] {
  return Object.entries(Object.getOwnPropertyDescriptors(value)).flatMap(([name, { enumerable, value }]) => (enumerable ? [[name, value]] : []));
}

/**
 * Function and class components, `memo`, `forwardRef`, `lazy`, and plain objects of them (`Accordion.Item`). What throws when it is
 * looked at, as proxies for services that are not configured do, is none.
 */
export function isComponent(value: unknown): boolean {
  try {
    return looksLikeComponent(value);
  } catch {
    return false;
  }
}

function looksLikeComponent(value: unknown): boolean {
  if (runtime.isLikelyComponentType(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  if (!isCompound(value)) return (value as { $$typeof?: unknown }).$$typeof === LAZY;
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const members = membersOf(value);
  return members.length > 0 && members.every(([, member]) => runtime.isLikelyComponentType(member));
}

/** What React itself reads from a component when it renders it. */
const READ = new Set(["displayName", "propTypes", "defaultProps", "contextType", "contextTypes", "childContextTypes"]);

/** What hangs on a component: `Card.Header = ...`. The fields that React and libraries give to objects are nobody's business. */
function staticsOf(value: unknown): [name: string, member: unknown][] {
  const isFunction = typeof value === "function";
  if (!isFunction && (typeof value !== "object" || value === null || isCompound(value))) return [];
  return membersOf(value).filter(([name]) => (isFunction ? !READ.has(name) : /^[A-Z]/.test(name)));
}

const isMember = (name: string, value: unknown): boolean => /^[A-Z]/.test(name) && (typeof value === "function" || isComponent(value));

/** Whether those who use what hangs on a component would see nothing but replaced components. */
function haveSameStatics(now: unknown, was: unknown): boolean {
  const statics = new Map(staticsOf(now));
  return staticsOf(was).every(([name, value]) => (isMember(name, value) ? isMember(name, statics.get(name)) : isSame(value, statics.get(name))));
}

export class Refresh {
  /** What modules registered since they began to run, and what of it is good. */
  private readonly pending = new Map<string, Registration[]>();
  private readonly settled = new Map<string, Registration[]>();
  private readonly families = new Families();

  constructor(private readonly isTouched: (value: unknown) => boolean) {}

  signature(): unknown {
    return runtime.createSignatureFunctionForTransform();
  }

  /** A module is about to run: what it registered before it failed counts no more. */
  restart(id: string): void {
    this.pending.delete(id);
  }

  register(id: string, type: unknown, name: string): void {
    const list = this.pending.get(id);
    if (list) list.push({ type, name });
    else this.pending.set(id, [{ type, name }]);
  }

  /**
   * A module has run: finds out which of its exports its importers would notice, beyond replaced components. `before` is what it
   * exported in its last life, if it had one.
   */
  settle(id: string, before: Map<string, unknown> | undefined, now: Namespace): Set<string> {
    const renewed: [name: string, now: unknown, was: unknown][] = [];
    const registrations = this.pending.get(id) ?? [];
    const hasComponents = registrations.length > 0;
    this.pending.delete(id);
    for (const name of Object.keys(now)) {
      const value = now[name];
      const component = isComponent(value);
      // What a higher-order component made is registered by the name of its export. Plain functions only next to real components:
      // any function with a capital looks like one.
      if (component && (hasComponents || typeof value === "object")) {
        if (isCompound(value)) for (const key of Object.keys(value)) registrations.push({ type: value[key], name: `export ${name}.${key}` });
        else registrations.push({ type: value, name: `export ${name}` });
        for (const [key, member] of staticsOf(value)) if (isMember(key, member)) registrations.push({ type: member, name: `export ${name}.${key}` });
      }
    }
    const changed = differences(before, now, (was, value, name) => {
      if (!isComponent(value) || !isComponent(was) || !haveSameStatics(value, was)) return !isSame(was, value) || this.isTouched(value);
      renewed.push([name, value, was]);
      return false;
    });
    for (const name of this.families.inherit(id, registrations, renewed)) changed.add(name);
    if (registrations.length) this.settled.set(id, registrations);
    return changed;
  }

  /** Makes everything registered known to React. */
  commit(): void {
    for (const [id, registrations] of this.settled) {
      for (const registration of registrations) {
        const family = this.families.assign(id, registration);
        if (family !== undefined) runtime.register(registration.type, family);
      }
    }
    this.settled.clear();
    this.families.commit();
  }

  /** Shows it. React renders before this returns. */
  perform(): void {
    runtime.performReactRefresh();
  }

  /** Forgets what modules registered that are rolled back. */
  rollback(ids: Iterable<string>): void {
    for (const id of ids) {
      this.pending.delete(id);
      this.settled.delete(id);
    }
    this.families.rollback();
    this.commit();
  }

  forget(id: string): void {
    this.families.forget(id);
  }
}

/** Must happen before react-dom runs. */
export function install(global: unknown): void {
  runtime.injectIntoGlobalHook(global);
}
