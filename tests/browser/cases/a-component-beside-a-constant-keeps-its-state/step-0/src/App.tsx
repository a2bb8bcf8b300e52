import { Button, sizes } from "./Button";

export default function App() {
  return (
    <main>
      <p id="size">{sizes.at(-1)}</p>
      <Button />
    </main>
  );
}
