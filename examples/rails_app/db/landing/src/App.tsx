import { Page } from "./puck";

/** The page that the visual editor writes. What it should not write stands here. */
export default function App() {
  return <Page />;
}
