import { Tree } from "./Tree";

export default function App() {
  return <Tree depth={0} />;
}
