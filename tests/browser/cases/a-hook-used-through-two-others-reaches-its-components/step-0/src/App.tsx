import { Label } from "./Label";
import { Other } from "./Other";

export default function App() {
  return (
    <>
      <Label />
      <Other />
    </>
  );
}
