/** Namespace objects: what `import * as x` gives. */

export type Namespace = Record<string, unknown>;

/** An empty one. Its keys change when its module runs again; its identity never does. */
export function createNamespace(): Namespace {
  return Object.defineProperty(Object.create(null) as Namespace, Symbol.toStringTag, { value: "Module" });
}

/** Sets an export. Only the registry may: for everybody else the property is read-only, as in ES modules. */
export function setExport(namespace: Namespace, name: string, value: unknown): void {
  Object.defineProperty(namespace, name, { value, enumerable: true, configurable: true });
}

/** Brings the names into their order: that of their letters, as in ES modules. */
export function sortExports(namespace: Namespace): void {
  const names = Object.keys(namespace);
  if (!names.some((name, index) => index > 0 && name < names[index - 1]!)) return;
  const properties = Object.getOwnPropertyDescriptors(namespace);
  for (const name of names) delete namespace[name];
  for (const name of names.sort((a, b) => (a < b ? -1 : 1))) Object.defineProperty(namespace, name, properties[name]!);
}

/** The namespace of an npm package, which may be CommonJS. */
export function adapt(exports: unknown): Namespace {
  const isObject = (typeof exports === "object" && exports !== null) || typeof exports === "function";
  // A transpiled or bundled ES module: its own object is the namespace, so that its bindings stay live.
  if (isObject && (exports as Namespace).__esModule) return exports as Namespace;
  const namespace = createNamespace();
  if (isObject) {
    for (const key of Object.keys(exports as Namespace)) {
      // `exports.default` of CommonJS is not the default export: `module.exports` is (axios has both).
      if (key === "default") continue;
      Object.defineProperty(namespace, key, { get: () => (exports as Namespace)[key], enumerable: true });
    }
  }
  Object.defineProperty(namespace, "default", { value: exports, enumerable: true, configurable: true });
  return namespace;
}
