import { ProductCard } from "@/components/ProductCard";
import { useProductSearch } from "@/hooks/useProductSearch";
import { categories } from "@/lib/catalog";
import styles from "./Home.module.css";

export function Home() {
  const { query, setQuery, category, setCategory, found } = useProductSearch();

  return (
    <>
      <section className={styles.hero}>
        <h1 data-testid="headline">Useful things, kept for years</h1>
        <p>A small shop for the desk, the kitchen and the way between them.</p>
      </section>
      <div className={styles.filters}>
        <input
          type="search"
          placeholder="Search"
          aria-label="Search products"
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        {categories.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === category}
            className={name === category ? styles.chosen : styles.filter}
            onClick={() => setCategory(name)}
          >
            {name}
          </button>
        ))}
      </div>
      <div className={styles.grid}>
        {found.map((product) => (
          <ProductCard key={product.id} product={product} />
        ))}
      </div>
      {found.length === 0 && <p className="muted">Nothing by that name.</p>}
    </>
  );
}
