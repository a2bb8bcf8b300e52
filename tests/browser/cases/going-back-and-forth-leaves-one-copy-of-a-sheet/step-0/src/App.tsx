import "./app.css";

export default function App() {
  return <p id="count">0</p>;
}
