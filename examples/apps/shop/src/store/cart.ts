import { create } from "zustand";
import { findProduct } from "@/lib/catalog";
import type { CartLine } from "@/types";

interface CartState {
  lines: CartLine[];
  add: (id: string) => void;
  setQuantity: (id: string, quantity: number) => void;
  clear: () => void;
}

export const useCart = create<CartState>()((set) => ({
  lines: [],
  add: (id) =>
    set(({ lines }) => ({
      lines: lines.some((line) => line.id === id)
        ? lines.map((line) => (line.id === id ? { ...line, quantity: line.quantity + 1 } : line))
        : [...lines, { id, quantity: 1 }],
    })),
  setQuantity: (id, quantity) =>
    set(({ lines }) => ({
      lines: lines
        .map((line) => (line.id === id ? { ...line, quantity } : line))
        .filter((line) => line.quantity > 0),
    })),
  clear: () => set({ lines: [] }),
}));

export const selectCount = (state: CartState) =>
  state.lines.reduce((sum, line) => sum + line.quantity, 0);

export const selectTotal = (state: CartState) =>
  state.lines.reduce((sum, line) => sum + (findProduct(line.id)?.price ?? 0) * line.quantity, 0);
