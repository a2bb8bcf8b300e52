import { part } from "./part";

export default function App() {
  return <p id="text">app {part}</p>;
}
