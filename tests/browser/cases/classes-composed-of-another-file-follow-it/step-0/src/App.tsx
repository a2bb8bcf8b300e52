import { useState } from "react";
import styles from "./App.module.css";

export default function App() {
  const [count, setCount] = useState(0);
  return <button id="count" className={styles.button} onClick={() => setCount(count + 1)}>{count}</button>;
}
