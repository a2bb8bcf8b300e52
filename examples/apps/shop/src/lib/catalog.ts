import backpack from "@/assets/backpack.svg";
import chair from "@/assets/chair.svg";
import lamp from "@/assets/lamp.svg";
import mug from "@/assets/mug.svg";
import notebook from "@/assets/notebook.svg";
import plant from "@/assets/plant.svg";
import data from "@/data/products.json";
import type { Product } from "@/types";

const images: Record<string, string> = { backpack, chair, lamp, mug, notebook, plant };

export const products: readonly Product[] = data.map((product) => ({
  ...product,
  image: images[product.image] ?? "",
}));

export const categories: readonly string[] = ["All", ...new Set(products.map((product) => product.category))];

export function findProduct(id: string | undefined): Product | undefined {
  return products.find((product) => product.id === id);
}
