/**
 * Where in the app's files its elements were written. React keeps the stack of an element's making with what it first mounted, and drops those of later
 * renders; an edit moves lines, so each element's stack is kept here, by its props, which React hands on as they are.
 */
import { replace } from "./memory";

const RUNTIME = /^npm:.+\/jsx-(?:dev-)?runtime$/;

export class Elements {
  /** Costs a little for each element, and only an editor around the page asks. */
  watched = false;
  /** Whether the app makes elements at all. */
  seen = false;
  private readonly stacks = new WeakMap<object, Error>();

  /** Listens to what makes elements. Answers what the app shall see. */
  prepare(id: string, exports: unknown): unknown {
    if (!RUNTIME.test(id)) return exports;
    return ["jsx", "jsxs", "jsxDEV"].reduce((all, name) => replace(all, name, (make) => (...parameters) => this.note(make(...parameters))), exports);
  }

  /** The stack of the last making of an element with these props. */
  readonly stackOf = (props: unknown): string | undefined => this.stacks.get(props as object)?.stack;

  private note(element: { props: object; _debugStack?: unknown }): unknown {
    if (this.watched) {
      this.seen = true;
      // React 18 keeps none.
      this.stacks.set(element.props, element._debugStack instanceof Error ? element._debugStack : new Error());
    }
    return element;
  }
}
