import Child from "./Child";

export default function App() {
  return <Child />;
}
