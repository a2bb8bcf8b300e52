import Plain from "./Plain";
import { Other } from "./Other.jsx";

export default function App() {
  return (
    <main>
      <Plain />
      <Other />
    </main>
  );
}
