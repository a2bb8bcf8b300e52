/** From what is on the page to its place in the app's files, for Alt and a click in an editor's preview. */
import type { PartHost, StackOf } from "../parts";
import type { ReportedError } from "../wire";

/** What is read of React's own account of the page; 18 and 19 agree on it. */
interface Fiber {
  return: Fiber | null;
  memoizedProps: unknown;
  /** Of React 19. */
  _debugStack?: unknown;
}

const FIBER = /^__reactFiber\$/;
/** Further out than this is not what was pointed at. */
const MOST = 100;

function fiberOf(node: Node): Fiber | undefined {
  for (let at: Node | null = node; at; at = at.parentNode) {
    const key = Object.keys(at).find((name) => FIBER.test(name));
    if (key) return (at as unknown as Record<string, Fiber>)[key];
  }
  return undefined;
}

/** The stacks of what is at a node, from the inside out: libraries make elements too, and these are not in the app's files. */
export function stacksAt(node: Node, stackOf: StackOf): string[] {
  const found: string[] = [];
  let fiber: Fiber | null | undefined = fiberOf(node);
  for (let depth = 0; fiber && depth < MOST; depth++, fiber = fiber.return) {
    const own = fiber._debugStack;
    const text = stackOf(fiber.memoizedProps) ?? (own instanceof Error ? own.stack : undefined);
    if (text) found.push(text);
  }
  return found;
}

/** Asks the editor to open the innermost place that is in one of the app's files. */
export async function point(stacks: string[], explain: (error: ReportedError) => Promise<ReportedError>, send: PartHost["send"]): Promise<boolean> {
  for (const stack of stacks) {
    const { file, line = 0, column = 0 } = await explain({ message: "", stack, kind: "runtime" });
    if (file) return send({ type: "hotframe:open", file, line, column });
  }
  return false;
}
