import { create } from "zustand";

const useStore = create(() => ({ n: 1 }));

export default function App() {
  return <p id="text">store says {useStore((state) => state.n)}</p>;
}
