import { Badge, type BadgeProps } from "@/components/ui/badge";
import { OrderStatus } from "@/types";

const looks: Record<OrderStatus, BadgeProps["variant"]> = {
  [OrderStatus.Draft]: "outline",
  [OrderStatus.Paid]: "success",
  [OrderStatus.Shipped]: "secondary",
  [OrderStatus.Refunded]: "destructive",
};

export const StatusBadge = ({ status }: { status: OrderStatus }) => (
  <Badge variant={looks[status]} className="capitalize">
    {status}
  </Badge>
);
