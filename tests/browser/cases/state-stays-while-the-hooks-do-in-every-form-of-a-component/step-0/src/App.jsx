export default function App() {
  return <h1>start</h1>;
}
