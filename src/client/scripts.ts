/** Classic scripts with the page's nonce: they need no `eval`, and unlike `import()` of ever new addresses they are not kept for good. */

export interface Scripts {
  /** Runs a text. Throws when it cannot be parsed. */
  run(code: string): void;
  load(url: string, integrity?: string | null): Promise<void>;
}

export class PageScripts implements Scripts {
  nonce: string | null | undefined;
  private failure: Error | undefined;
  private running = 0;

  /** Offers an error event of the window. True: it was about a script of ours, and belongs to its update. */
  claim(event: ErrorEvent): boolean {
    if (!this.running) return false;
    this.failure ??= event.error instanceof Error ? event.error : new Error(event.message);
    event.preventDefault();
    return true;
  }

  run(code: string): void {
    const script = this.create();
    script.textContent = code;
    this.failure = undefined;
    this.running++;
    // Parsed and run before this returns.
    document.head.append(script);
    this.running--;
    script.remove();
    if (this.failure) throw this.failure;
  }

  load(url: string, integrity?: string | null): Promise<void> {
    return new Promise((resolve, reject) => {
      const script = this.create();
      script.async = false;
      script.onload = () => {
        script.remove();
        resolve();
      };
      script.onerror = () => {
        script.remove();
        reject(new Error(`${url} could not be loaded`));
      };
      // Other origins, and that is everything to a sandboxed frame, show nobody their bytes: there the digest in the definition must do.
      if (integrity && new URL(url, location.href).origin === self.origin) script.integrity = integrity;
      script.src = url;
      document.head.append(script);
    });
  }

  private create(): HTMLScriptElement {
    const script = document.createElement("script");
    if (this.nonce) script.nonce = this.nonce;
    return script;
  }
}
