import { Link, useLocation } from "react-router-dom";

export function NotFound() {
  const { pathname } = useLocation();

  return (
    <section>
      <h1>Nothing here</h1>
      <p className="muted">
        There is no page at <code>{pathname}</code>.
      </p>
      <Link to="/">Back to the shop</Link>
    </section>
  );
}
