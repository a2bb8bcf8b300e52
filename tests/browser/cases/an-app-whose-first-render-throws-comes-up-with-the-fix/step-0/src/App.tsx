export default function App() {
  throw new Error("first render");
  return <p id="text">app</p>;
}
