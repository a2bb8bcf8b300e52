export default function App() {
  return <p id=>works</p>;
}
