// What this app is.
interface Unused {
  a: number;
}

export default function App() {
  /* a name */
  const name: string = "app";

  return <p>{name as string}</p>;
}
