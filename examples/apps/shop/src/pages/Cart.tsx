import { Link } from "react-router-dom";
import { QuantityPicker } from "@/components/QuantityPicker";
import { findProduct } from "@/lib/catalog";
import { formatPrice } from "@/lib/format";
import { selectTotal, useCart } from "@/store/cart";
import styles from "./Cart.module.css";

export function Cart() {
  const lines = useCart((state) => state.lines);
  const setQuantity = useCart((state) => state.setQuantity);
  const total = useCart(selectTotal);

  if (lines.length === 0) {
    return (
      <section>
        <h1>Your cart is empty</h1>
        <Link to="/" className="button">
          Find something useful
        </Link>
      </section>
    );
  }

  return (
    <section>
      <h1>Your cart</h1>
      <ul className={styles.lines}>
        {lines.map((line) => {
          const product = findProduct(line.id);
          if (!product) return null;
          return (
            <li key={line.id}>
              <img src={product.image} alt="" width={56} height={56} />
              <span>{product.name}</span>
              <QuantityPicker
                quantity={line.quantity}
                onChange={(quantity) => setQuantity(line.id, quantity)}
              />
              <strong>{formatPrice(product.price * line.quantity)}</strong>
            </li>
          );
        })}
      </ul>
      <div className={styles.total}>
        <span data-testid="total">Total {formatPrice(total)}</span>
        <Link to="/checkout" className="button">
          Check out
        </Link>
      </div>
    </section>
  );
}
