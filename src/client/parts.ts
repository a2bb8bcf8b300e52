/** Scripts beside the client that not every page needs. Each announces itself with `hotframe.plug(name, make)`. */
import type { Scripts } from "./scripts";
import type { SourceMap } from "./problems/mappings";
import type { ClientMessage, Diagnostic, ReportedError } from "./wire";

/** What a part may use. */
export interface PartHost {
  nonce: string | null | undefined;
  /** The address below which everything is served. */
  base: string;
  send(message: ClientMessage): boolean;
  map(address: string): Promise<SourceMap>;
}

export interface Problems {
  show(diagnostics: Diagnostic[], errors: ReportedError[]): void;
  /** Its stack in terms of the app's files. */
  explain(error: ReportedError): Promise<ReportedError>;
  /** Asks the editor to open the place where what is at a node was written. Answers whether there is one. */
  point(node: Node, stackOf: StackOf): Promise<boolean>;
}

/** The stack of the making of an element with these props. */
export type StackOf = (props: unknown) => string | undefined;

type Make = (host: PartHost) => unknown;

declare global {
  var hotframe: { plug(name: string, make: Make): void };
}

export class Parts {
  private readonly made = new Map<string, Make>();
  private readonly loading = new Map<string, Promise<unknown>>();
  private readonly maps = new Map<string, SourceMap>();
  readonly host: PartHost;

  /** `address` is that of the client itself; parts stand beside it. */
  constructor(
    private readonly scripts: Scripts,
    private readonly address: string,
    send: (message: ClientMessage) => boolean,
  ) {
    this.host = { nonce: undefined, base: "", send, map: (address) => this.map(address) };
  }

  plug(name: string, make: Make): void {
    this.made.set(name, make);
    // Parts that the page brings by itself serve from now on.
    if (!this.loading.has(name)) this.loading.set(name, Promise.resolve(make(this.host)));
  }

  /** A part, loaded if need be. A failure is not kept: the next one who asks tries again. */
  get<Part>(name: string): Promise<Part> {
    let part = this.loading.get(name);
    if (!part) {
      part = this.scripts.load(this.address.replace(/\.js$/, `.${name}.js`)).then(() => this.made.get(name)!(this.host));
      part.catch(() => this.loading.delete(name));
      this.loading.set(name, part);
    }
    return part as Promise<Part>;
  }

  /** Called by the scripts that carry maps. */
  provide(name: string, map: SourceMap): void {
    this.maps.set(name, map);
  }

  private async map(address: string): Promise<SourceMap> {
    const name = /([^/.]+)[^/]*$/.exec(address)?.[1] ?? "";
    await this.scripts.load(address);
    const map = this.maps.get(name);
    this.maps.delete(name);
    if (!map) throw new Error(`there is no map at ${address}`);
    return map;
  }
}
