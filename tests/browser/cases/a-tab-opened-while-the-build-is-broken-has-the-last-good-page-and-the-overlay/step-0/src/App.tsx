export default function App() {
  return <p id="text">one</p>;
}
