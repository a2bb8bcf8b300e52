import { Shown } from "./Panel";

export default function App() {
  return <Shown />;
}
