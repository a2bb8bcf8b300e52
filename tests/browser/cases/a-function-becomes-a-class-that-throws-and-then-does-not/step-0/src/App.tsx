import Child from "./Child";

export default function App() {
  return (
    <main>
      <Child />
    </main>
  );
}
