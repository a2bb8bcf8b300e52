/** What a module is, and what its lives are. The factories have the shape of SystemJS. */
import { createNamespace, type Namespace } from "./namespace";

export interface Exporter {
  (name: string, value: unknown): unknown;
  (values: Record<string, unknown>): unknown;
}

export interface Declaration {
  setters: ((namespace: Namespace) => void)[];
  execute: () => void | Promise<void>;
}

export interface Context {
  import(specifier: string): Promise<Namespace>;
  readonly meta: Record<string, unknown>;
  css(text: string): void;
  /** An import that a body reads, or a ReferenceError: it has no value yet. A setter of -1: no value in any case. */
  live(setter: number, name: string, value?: unknown, local?: string): unknown;
}

/** Makes the value of a variable, unless its last value still serves. */
export type Keep = (name: string, make: () => unknown, imports: () => unknown[], locals: () => unknown[]) => unknown;

export type Factory = (exporter: Exporter, context: Context, register: (type: unknown, name: string) => void, signature: () => unknown, keep: Keep) => Declaration;

export interface Definition {
  digest: string;
  specifiers: string[];
  factory: Factory;
}

export interface Link {
  target: Module;
  call: () => void;
}

/** Where an export is that has no value yet: here, or what a setter binds, under its name there. */
export type Place = [] | [setter: number, name: string];

/** One life of a module: from a call of its factory until the module runs again or goes. */
export interface Instance {
  module: Module;
  definition: Definition;
  declaration: Declaration;
  /** What each setter is bound to. */
  targets: string[];
  links: Link[];
  /** Names it exports by itself, each with the setter that passes it on (-1: none), and those from the `export *` behind each setter. */
  declared: Map<string, number>;
  stars: Map<number, Set<string>>;
  /** Its own exports that have no value yet, and those that other modules have. */
  late: Map<string, Place | false>;
  /** Names that two modules behind its stars export: they are nobody's. */
  clashes: Set<string>;
  /** Whether it registered React components. */
  components: boolean;
  /** The text of its stylesheet. */
  css?: string;
  meta?: Record<string, unknown>;
}

export type State = "fresh" | "linked" | "running" | "done" | "failed";

export interface Module {
  id: string;
  definition: Definition | undefined;
  state: State;
  instance: Instance | undefined;
  namespace: Namespace;
  /** Who is bound to it. */
  links: Set<Link>;
  error: unknown;
  /** While it waits for itself or for something it imports. */
  promise: Promise<void> | undefined;
  /** When it first ran, counted. Cycles run again in this order. */
  order: number;
  /** Whether its own body began: what failed before has had no effects. */
  started: boolean;
}

export const createModule = (id: string): Module => ({
  id,
  definition: undefined,
  state: "fresh",
  instance: undefined,
  namespace: createNamespace(),
  links: new Set(),
  error: undefined,
  promise: undefined,
  order: 0,
  started: false,
});
