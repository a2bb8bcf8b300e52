export default function App() {
  return <p id="text">none</p>;
}
