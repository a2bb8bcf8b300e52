export interface Product {
  id: string;
  name: string;
  price: number;
  category: string;
  image: string;
  description: string;
}

export interface CartLine {
  id: string;
  quantity: number;
}

export enum Shipping {
  Standard = "standard",
  Express = "express",
}
