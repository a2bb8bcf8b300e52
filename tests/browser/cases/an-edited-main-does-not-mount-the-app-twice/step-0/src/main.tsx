import { createRoot } from "react-dom/client";
import App from "./App";
// here

createRoot(document.getElementById("root")!).render(<App />);
