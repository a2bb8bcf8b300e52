/** Runs linked modules, imports first, as ES modules run. Synchronous unless something on the way has top-level await. */
import type { Exports } from "./exports";
import type { Instance, Module } from "./module";
import type { Registry, RegistryHost } from "./registry";

const isThenable = (value: unknown): value is Promise<void> => typeof (value as Promise<void> | undefined)?.then === "function";

export class Evaluation {
  private counter = 0;
  /** The module whose body runs right now, synchronously. */
  executing: Module | undefined;
  /** Whether an import leads back in a cycle, so that its target must not run first. */
  backward: ((module: Module, target: Module) => boolean) | undefined;

  constructor(
    private readonly registry: Registry,
    private readonly exports: Exports,
    private readonly host: RegistryHost,
  ) {}

  evaluate(module: Module, path = new Set<Module>()): void | Promise<void> {
    if (module.state === "done" || path.has(module)) return;
    if (module.state === "failed") throw module.error;
    if (module.state === "running") return module.promise;
    if (!module.instance) this.registry.linking.link(module);
    const instance = module.instance!;
    const waits: Promise<void>[] = [];
    path.add(module);
    try {
      for (const [index, id] of instance.targets.entries()) {
        if (this.registry.isVendor(id)) {
          this.exports.bind(instance, index, this.registry.vendor(id));
          continue;
        }
        const target = this.registry.module(id);
        if (this.backward?.(module, target)) continue;
        const wait = this.evaluate(target, path);
        if (wait) waits.push(wait);
      }
    } catch (error) {
      this.fail(module, error);
    } finally {
      path.delete(module);
    }
    if (!waits.length) return this.body(module, instance);
    module.state = "running";
    return (module.promise = Promise.all(waits).then(
      () => this.body(module, instance),
      (error: unknown) => this.fail(module, error),
    ));
  }

  private body(module: Module, instance: Instance): void | Promise<void> {
    module.state = "running";
    module.started = true;
    this.host.begin(module);
    module.order ||= ++this.counter;
    const outer = this.executing;
    this.executing = module;
    let result: void | Promise<void>;
    try {
      result = instance.declaration.execute();
    } catch (error) {
      this.fail(module, error);
    } finally {
      this.executing = outer;
    }
    if (!isThenable(result)) return this.finish(module, instance);
    return (module.promise = result.then(
      () => this.finish(module, instance),
      (error: unknown) => this.fail(module, error),
    ));
  }

  private finish(module: Module, instance: Instance): void {
    if (module.instance !== instance) return;
    module.state = "done";
    module.promise = undefined;
    this.exports.settle([module]);
    this.host.done(module);
  }

  private fail(module: Module, error: unknown): never {
    module.state = "failed";
    module.promise = undefined;
    module.error = error;
    throw error;
  }
}
