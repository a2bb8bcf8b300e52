import note from "./note.txt?raw";

export default function App() {
  return <p id="raw">{note}</p>;
}
