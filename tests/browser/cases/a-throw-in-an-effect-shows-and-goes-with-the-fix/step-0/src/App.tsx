import { useEffect } from "react";

export default function App() {
  useEffect(() => {
    // here
  });
  return <h1 id="title">one</h1>;
}
