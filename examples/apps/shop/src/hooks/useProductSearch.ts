import { useDeferredValue, useMemo, useState } from "react";
import { products } from "@/lib/catalog";

export function useProductSearch() {
  const [query, setQuery] = useState("");
  const [category, setCategory] = useState("All");
  const deferred = useDeferredValue(query.trim().toLowerCase());

  const found = useMemo(
    () =>
      products.filter(
        (product) =>
          (category === "All" || product.category === category) &&
          product.name.toLowerCase().includes(deferred),
      ),
    [category, deferred],
  );

  return { query, setQuery, category, setCategory, found };
}
