import { A } from "./A";
import { B } from "./B";
import { C } from "./C";

export default function App() {
  return (
    <main>
      <A />
      <B />
      <C />
    </main>
  );
}
