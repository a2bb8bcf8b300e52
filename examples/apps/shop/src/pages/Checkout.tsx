import { useState, type FormEvent } from "react";
import { Link } from "react-router-dom";
import { formatPrice } from "@/lib/format";
import { selectTotal, useCart } from "@/store/cart";
import { Shipping } from "@/types";
import styles from "./Checkout.module.css";

const SHIPPING_COST: Record<Shipping, number> = {
  [Shipping.Standard]: 0,
  [Shipping.Express]: 1200,
};

export default function Checkout() {
  const total = useCart(selectTotal);
  const clear = useCart((state) => state.clear);
  const [shipping, setShipping] = useState(Shipping.Standard);
  const [thanks, setThanks] = useState<string | null>(null);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setThanks(String(new FormData(event.currentTarget).get("name")));
    clear();
  }

  if (thanks) {
    return (
      <section>
        <h1>Thank you, {thanks}</h1>
        <Link to="/">Back to the shop</Link>
      </section>
    );
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <h1>Check out</h1>
      <label>
        Name
        <input name="name" required autoComplete="name" />
      </label>
      <label>
        Address
        <textarea name="address" rows={3} required />
      </label>
      <label>
        Shipping
        <select value={shipping} onChange={(event) => setShipping(event.target.value as Shipping)}>
          <option value={Shipping.Standard}>Standard, free</option>
          <option value={Shipping.Express}>Express, {formatPrice(SHIPPING_COST[Shipping.Express])}</option>
        </select>
      </label>
      <button type="submit" className="button" disabled={total === 0}>
        Pay {formatPrice(total === 0 ? 0 : total + SHIPPING_COST[shipping])}
      </button>
    </form>
  );
}
