import { create } from "zustand";
import { price } from "./price";

interface Cart {
  n: number;
  add(): void;
  total(): number;
}

export const useCart = create<Cart>()((set, get) => ({
  n: 0,
  add: () => set(({ n }) => ({ n: n + 1 })),
  total: () => get().n * price,
}));
