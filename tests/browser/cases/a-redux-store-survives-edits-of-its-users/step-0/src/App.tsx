import { useDispatch, useSelector } from "react-redux";
import { plus, type State } from "./store";

export default function App() {
  const value = useSelector((state: State) => state.counter.value);
  const dispatch = useDispatch();
  return (
    <main>
      <p id="value">value {value}</p>
      <button id="plus" onClick={() => dispatch(plus())}>plus</button>
    </main>
  );
}
