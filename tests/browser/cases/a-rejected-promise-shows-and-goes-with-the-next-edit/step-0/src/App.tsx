async function work() {
  await null;
  throw new Error("promise fails");
}

export default function App() {
  return <button id="reject" onClick={() => void work()}>reject</button>;
}
