import { Accordion } from "./accordion";

export default function App() {
  return (
    <Accordion.Root>
      <Accordion.Item />
    </Accordion.Root>
  );
}
