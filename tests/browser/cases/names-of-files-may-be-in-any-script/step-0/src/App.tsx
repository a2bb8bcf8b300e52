import { Counter } from "./部品/カウンター ü";

export default function App() {
  return <Counter />;
}
