import { memo } from "react";
import { Link } from "react-router-dom";
import { formatPrice } from "@/lib/format";
import { useCart } from "@/store/cart";
import type { Product } from "@/types";
import styles from "./ProductCard.module.css";

interface ProductCardProps {
  product: Product;
}

export const ProductCard = memo(function ProductCard({ product }: ProductCardProps) {
  const add = useCart((state) => state.add);

  return (
    <article className={styles.card} data-product={product.id}>
      <Link to={`/products/${product.id}`} className={styles.picture}>
        <img src={product.image} alt={product.name} />
      </Link>
      <div className={styles.text}>
        <h2 className={styles.name}>{product.name}</h2>
        <span className={styles.price}>{formatPrice(product.price)}</span>
      </div>
      <button type="button" className={styles.add} onClick={() => add(product.id)}>
        Add to cart
      </button>
    </article>
  );
});
