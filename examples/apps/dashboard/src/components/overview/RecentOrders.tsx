import { Link } from "react-router-dom";
import { StatusBadge } from "@/components/StatusBadge";
import { Card, CardContent, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { buttonVariants } from "@/components/ui/button";
import { useCustomers, useOrders } from "@/hooks";
import { day } from "@/lib/clock";
import { usd } from "@/lib/money";
import { cn } from "@/lib/utils";

export function RecentOrders({ limit = 5 }: { limit?: number }) {
  const { data: orders = [] } = useOrders();
  const { data: customers = [] } = useCustomers();

  return (
    <Card className="shadow-soft">
      <CardHeader>
        <CardTitle>Recent orders</CardTitle>
      </CardHeader>
      <CardContent className="px-2">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>Order</TableHead>
              <TableHead>Customer</TableHead>
              <TableHead>Status</TableHead>
              <TableHead className="max-md:hidden">Date</TableHead>
              <TableHead className="text-right">Total</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {orders.slice(0, limit).map(({ id, customerId, status, total, placedAt }) => (
              <TableRow key={id}>
                <TableCell className="font-mono text-xs">#{id}</TableCell>
                <TableCell className="font-medium">
                  {customers.find((customer) => customer.id === customerId)?.name ?? "Unknown"}
                </TableCell>
                <TableCell>
                  <StatusBadge status={status} />
                </TableCell>
                <TableCell className="text-muted-foreground max-md:hidden">{day(placedAt)}</TableCell>
                <TableCell className="text-right tabular-nums">{`${usd(total)}`}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardContent>
      <CardFooter>
        <Link to="/orders" className={cn(buttonVariants({ variant: "link" }), "h-auto p-0")}>
          All orders
        </Link>
      </CardFooter>
    </Card>
  );
}
