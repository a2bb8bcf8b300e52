import "./app.css";

export default function App() {
  return <p id="text">text</p>;
}
