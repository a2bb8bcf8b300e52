import "./first.css";
import "./second.css";
import "./third.css";

export default function App() {
  return <p id="text">text</p>;
}
