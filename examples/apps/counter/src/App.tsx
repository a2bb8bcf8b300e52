import logo from "@/assets/logo.svg";
import { Counter } from "@/components/Counter";
import { Tips } from "@/components/Tips";
import { Toolbar } from "@/components/Toolbar";
import { AccentProvider } from "@/context/accent";

export default function App() {
  return (
    <AccentProvider>
      <main className="page">
        <header className="hero">
          <img src={logo} alt="" width={56} height={56} />
          <div>
            <h1 data-testid="title">Hello, counter</h1>
            <p>Edit a file on the left. The number below stays.</p>
          </div>
          <Toolbar />
        </header>
        <Counter />
        <Tips />
      </main>
    </AccentProvider>
  );
}
