export default function App() {
  const name = "app";
  return <p>{name}</p>;
}
