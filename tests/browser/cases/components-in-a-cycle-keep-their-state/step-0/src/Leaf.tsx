import { DEPTH, Tree } from "./Tree";

export function Leaf({ depth }: { depth: number }) {
  return depth < DEPTH ? <Tree depth={depth} /> : <p id="leaf">leaf one of {DEPTH}</p>;
}
