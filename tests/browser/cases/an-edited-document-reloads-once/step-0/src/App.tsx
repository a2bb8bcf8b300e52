export default function App() {
  return <p id="text">app</p>;
}
