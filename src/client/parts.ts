/** Scripts beside the client that not every page needs. Each announces itself with `hotframe.plug(name, make)`. */
import type { Scripts } from "./scripts";
import type { SourceMap } from "./problems/mappings";
import type { Naming } from "./components";
import type { ClientMessage, Diagnostic, ReportedError } from "./wire";

/** What a part may use. */
export interface PartHost {
  nonce: string | null | undefined;
  /** The address below which everything is served. */
  base: string;
  naming: Naming;
  send(message: ClientMessage): boolean;
  failed(error: unknown): void;
  /** What explains errors, loaded if need be. */
  problems(): Promise<Problems>;
  /** Runs a script. */
  load(address: string): Promise<void>;
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
  var hotframe: { plug(name: string, make: Make): void; map?(name: string, map: SourceMap): void };
}

export class Parts {
  private readonly made = new Map<string, unknown>();
  private readonly loading = new Map<string, Promise<unknown>>();
  readonly host: PartHost;

  /** `address` is that of the client itself; parts stand beside it. */
  constructor(
    scripts: Scripts,
    private readonly address: string,
    host: Pick<PartHost, "naming" | "send" | "failed" | "problems">,
  ) {
    this.host = { nonce: undefined, base: "", load: (address) => scripts.load(address), ...host };
  }

  /** A part announces itself: by the page's own script, or because it was asked for. */
  plug(name: string, make: Make): unknown {
    const part = make(this.host);
    this.made.set(name, part);
    return part;
  }

  /** A part that is there. */
  known<Part>(name: string): Part | undefined {
    return this.made.get(name) as Part | undefined;
  }

  /** A part, loaded if need be. A failure is not kept: the next one who asks tries again. */
  async get<Part>(name: string): Promise<Part> {
    if (!this.made.has(name)) {
      let loading = this.loading.get(name);
      if (!loading) this.loading.set(name, (loading = this.host.load(this.address.replace(/\.js$/, `.${name}.js`))));
      await loading.catch((error: unknown) => {
        this.loading.delete(name);
        throw error;
      });
    }
    return this.made.get(name) as Part;
  }
}
