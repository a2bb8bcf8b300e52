import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, keys, type CustomerFilter } from "@/lib/api";

export const useCustomers = (filter: CustomerFilter = {}) =>
  useQuery({
    queryKey: keys.customers(filter),
    queryFn: () => api.customers(filter),
    placeholderData: keepPreviousData,
  });

export const useOrders = () => useQuery({ queryKey: keys.orders, queryFn: api.orders });

export const useRevenue = () => useQuery({ queryKey: keys.revenue, queryFn: api.revenue });
