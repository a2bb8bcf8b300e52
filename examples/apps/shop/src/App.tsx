import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router-dom";
import { Footer } from "@/components/Footer";
import { Header } from "@/components/Header";
import { Cart } from "@/pages/Cart";
import { Home } from "@/pages/Home";
import { NotFound } from "@/pages/NotFound";
import { ProductPage } from "@/pages/ProductPage";

const Checkout = lazy(() => import("@/pages/Checkout"));

export function App() {
  return (
    <div className="layout">
      <Header />
      <main className="content">
        <Suspense fallback={<p className="muted">One moment…</p>}>
          <Routes>
            <Route path="/" element={<Home />} />
            <Route path="/products/:id" element={<ProductPage />} />
            <Route path="/cart" element={<Cart />} />
            <Route path="/checkout" element={<Checkout />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </main>
      <Footer />
    </div>
  );
}
