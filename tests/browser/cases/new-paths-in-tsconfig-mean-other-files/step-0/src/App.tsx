import { name } from "#/name";

export default function App() {
  return <p id="name">{name}</p>;
}
