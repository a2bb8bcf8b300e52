import { pluralize } from "@/lib/format";
import { products } from "@/lib/catalog";

export function Footer() {
  return (
    <footer className="muted" style={{ padding: "2rem 1.5rem", textAlign: "center", fontSize: "0.875rem" }}>
      {pluralize(products.length, "good thing")}, made slowly.
    </footer>
  );
}
