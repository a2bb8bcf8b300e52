/** React's answers to what an update asks: components are replaced in place, and what React made keeps its identity. */
import type { Components, Naming } from "../components";
import type { Namespace } from "../namespace";
import type { Boot } from "../wire";
import { Elements } from "./elements";
import { ReactMemory } from "./memory";
import { Refresh } from "./refresh";

export class ReactComponents implements Components {
  readonly elements = new Elements();
  private readonly memory: ReactMemory;
  private readonly refresh: Refresh;

  constructor(naming: Naming, failed: (error: unknown) => void) {
    this.memory = new ReactMemory(naming, failed);
    this.refresh = new Refresh((value) => this.memory.touched.has(value));
  }

  start({ transport }: Boot): void {
    this.elements.watched = transport.kind === "parent";
  }

  register(id: string, type: unknown, name: string): boolean {
    this.refresh.register(id, type, name);
    return true;
  }

  signature(): unknown {
    return this.refresh.signature();
  }

  prepare(id: string, exports: unknown): unknown {
    return this.elements.prepare(id, this.memory.prepare(id, exports));
  }

  mounts(id: string): boolean {
    return this.memory.mounts(id);
  }

  restart(id: string): void {
    this.refresh.restart(id);
    this.memory.restart(id);
  }

  settle(id: string, before: Map<string, unknown> | undefined, now: Namespace): Set<string> {
    return this.refresh.settle(id, before, now);
  }

  commit(): void {
    this.refresh.commit();
    this.memory.commit();
  }

  perform(): void {
    this.memory.lazies.retry();
    this.refresh.perform();
  }

  rollback(ids: Iterable<string>): void {
    this.refresh.rollback(ids);
    this.memory.rollback();
  }

  forget(id: string): void {
    this.refresh.forget(id);
    this.memory.forget(id);
  }
}
