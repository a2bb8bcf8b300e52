import { Link, NavLink } from "react-router-dom";
import { ThemeToggle } from "@/components/ThemeToggle";
import { selectCount, useCart } from "@/store/cart";
import styles from "./Header.module.css";

export function Header() {
  const count = useCart(selectCount);

  return (
    <header className={styles.header}>
      <Link to="/" className={styles.name}>
        Fieldwork
      </Link>
      <nav className={styles.nav}>
        <NavLink to="/" end className={({ isActive }) => (isActive ? styles.active : undefined)}>
          Shop
        </NavLink>
        <NavLink to="/cart" className={({ isActive }) => (isActive ? styles.active : undefined)}>
          Cart
          <span className={styles.badge} data-testid="cart-count">
            {count}
          </span>
        </NavLink>
        <ThemeToggle />
      </nav>
    </header>
  );
}
