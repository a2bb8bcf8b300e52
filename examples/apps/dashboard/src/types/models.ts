export enum OrderStatus {
  Draft = "draft",
  Paid = "paid",
  Shipped = "shipped",
  Refunded = "refunded",
}

export enum Priority {
  Low = 1,
  Normal,
  High,
}

export type Plan = "starter" | "team" | "scale";

export interface Customer {
  id: string;
  name: string;
  contact: string;
  email: string;
  plan: Plan;
  seats: number;
  /** Monthly recurring revenue, in cents. */
  mrr: number;
  since: string;
  health: number;
}

export interface Order {
  id: string;
  customerId: Customer["id"];
  status: OrderStatus;
  /** In cents. */
  total: number;
  placedAt: string;
}

export interface MonthPoint {
  month: string;
  recurring: number;
  services: number;
  churn: number;
}

export interface Member {
  name: string;
  role: string;
  city: string;
  bio: string;
}

export interface Task {
  id: string;
  title: string;
  due: string;
  priority: Priority;
  done?: boolean;
}

export interface Report {
  slug: string;
  title: string;
  published: string;
  body: string;
}
