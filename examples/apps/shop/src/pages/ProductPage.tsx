import { Link, useParams } from "react-router-dom";
import { findProduct } from "@/lib/catalog";
import { formatPrice } from "@/lib/format";
import { NotFound } from "@/pages/NotFound";
import { useCart } from "@/store/cart";
import "./ProductPage.css";

export function ProductPage() {
  const { id } = useParams();
  const product = findProduct(id);
  const add = useCart((state) => state.add);

  if (!product) return <NotFound />;

  return (
    <article className="product">
      <img src={product.image} alt={product.name} />
      <div>
        <p className="muted">{product.category}</p>
        <h1>{product.name}</h1>
        <p>{product.description}</p>
        <p className="product-price">{formatPrice(product.price)}</p>
        <button type="button" className="button" onClick={() => add(product.id)}>
          Add to cart
        </button>
        <p>
          <Link to="/">Back to the shop</Link>
        </p>
      </div>
    </article>
  );
}
