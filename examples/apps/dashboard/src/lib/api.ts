import customersJson from "@/data/customers.json";
import ordersJson from "@/data/orders.json";
import { months, target } from "@/data/revenue.json";
import { supabase } from "@/integrations/supabase/client";
import type { Customer, MonthPoint, Order, Plan } from "@/types";

const customers = customersJson as Customer[];

export interface CustomerFilter {
  search?: string;
  plan?: Plan | "all";
}

export const api = {
  customers: async ({ search = "", plan = "all" }: CustomerFilter = {}) =>
    customers.filter(
      (customer) =>
        (plan === "all" || customer.plan === plan) && customer.name.toLowerCase().includes(search.trim().toLowerCase()),
    ),

  orders: async () => ordersJson.map((order) => ({ ...order }) as Order),

  revenue: async () => ({ months: months as MonthPoint[], target }),

  /** Only when somebody asks for it: the workspace opens on its own data. */
  sync: () => supabase.from("customers").select("id, name, plan, mrr").limit(50),
};

export const keys = {
  customers: (filter: CustomerFilter) => ["customers", filter] as const,
  orders: ["orders"] as const,
  revenue: ["revenue"] as const,
};
