export default function App() {
  return <p id="name">{import.meta.env.VITE_NAME}</p>;
}
