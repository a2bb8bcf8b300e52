import { Download } from "lucide-react";
import { StatusBadge } from "@/components/StatusBadge";
import { Button } from "@/components/ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { useCustomers, useOrders } from "@/hooks";
import { ago } from "@/lib/clock";
import { Money, usd } from "@/lib/money";
import { OrderStatus, type Order } from "@/types";
import terms from "@/content/terms.txt?raw";
import placeholder from "/placeholder.svg?url";

const filters = ["all", ...Object.values(OrderStatus)] as const;

const Orders = () => {
  const { data: orders = [] } = useOrders();
  const { data: customers = [] } = useCustomers();
  const nameOf = (id: Order["customerId"]) => customers.find((customer) => customer.id === id)?.name;

  return (
    <div className="space-y-6">
      <div className="flex items-center justify-between">
        <h1 className="page-title">Orders</h1>
        <Button variant="outline" asChild>
          <a href={placeholder} download="orders.svg">
            <Download /> Export
          </a>
        </Button>
      </div>
      <Tabs defaultValue="all">
        <TabsList>
          {filters.map((filter) => (
            <TabsTrigger key={filter} value={filter} className="capitalize">
              {filter}
            </TabsTrigger>
          ))}
        </TabsList>
        {filters.map((filter) => {
          const list = orders.filter(({ status }) => filter === "all" || status === filter);

          return (
            <TabsContent key={filter} value={filter} className="space-y-3 pt-2">
              {list.map(({ id, customerId, status, total, placedAt }) => (
                <article key={id} className="panel grid grid-cols-[auto_1fr_auto] items-center gap-x-4 p-4">
                  <span className="rounded bg-muted px-2 py-1 font-mono text-xs">#{id}</span>
                  <div>
                    <h2 className="text-sm font-semibold tracking-normal">{nameOf(customerId)}</h2>
                    <p className="text-xs text-muted-foreground">{ago(placedAt)}</p>
                  </div>
                  <div className="flex items-center gap-4">
                    <StatusBadge status={status} />
                    <span className="w-24 text-right text-sm tabular-nums">{usd(total).toString()}</span>
                  </div>
                </article>
              ))}
              <p className="text-right text-sm text-muted-foreground">
                Total {Money.sum(list.map(({ total }) => usd(total))).rounded}
              </p>
            </TabsContent>
          );
        })}
      </Tabs>
      <p className="field-hint">{terms}</p>
    </div>
  );
};

export default Orders;
