import { A, B } from "./components";

export default function App() {
  return (
    <main>
      <A />
      <B />
    </main>
  );
}
