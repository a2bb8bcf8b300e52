import Provider from "./Provider";

export default function App() {
  return <Provider />;
}
