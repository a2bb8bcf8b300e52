import { Suspense } from "react";
import { View } from "./View";

export default function App() {
  return (
    <Suspense fallback="waiting">
      <View />
    </Suspense>
  );
}
