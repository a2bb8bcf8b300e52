import data from "./data.json";

export default function App() {
  return <p id="name">{data.name}</p>;
}
