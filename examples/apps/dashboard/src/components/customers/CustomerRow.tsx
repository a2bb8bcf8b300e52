import { MoreHorizontal, Pin, Trash2 } from "lucide-react";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from "@/components/ui/alert-dialog";
import { Avatar, AvatarFallback } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { HoverCard, HoverCardContent, HoverCardTrigger } from "@/components/ui/hover-card";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Progress } from "@/components/ui/progress";
import { TableCell, TableRow } from "@/components/ui/table";
import { Toggle } from "@/components/ui/toggle";
import { useWorkspace } from "@/contexts/WorkspaceContext";
import { toast } from "@/hooks";
import { ago, day } from "@/lib/clock";
import { initials } from "@/lib/collections";
import { usd } from "@/lib/money";
import type { Customer } from "@/types";

interface CustomerRowProps {
  customer: Customer;
  onRemove: (id: Customer["id"]) => void;
}

export function CustomerRow({ customer, onRemove }: CustomerRowProps) {
  const [{ pinned }, dispatch] = useWorkspace();
  const isPinned = pinned.includes(customer.id);

  return (
    <TableRow data-state={isPinned ? "selected" : undefined}>
      <TableCell className="w-12 pr-0">
        <Toggle
          size="sm"
          aria-label={`Pin ${customer.name}`}
          pressed={isPinned}
          onPressedChange={() => dispatch({ type: "pin", id: customer.id })}
        >
          <Pin className="size-4" />
        </Toggle>
      </TableCell>
      <TableCell>
        <HoverCard openDelay={100}>
          <HoverCardTrigger className="flex items-center gap-3 font-medium">
            <Avatar className="size-8">
              <AvatarFallback className="bg-accent text-xs text-accent-foreground">
                {initials(customer.name.replace("&", ""))}
              </AvatarFallback>
            </Avatar>
            {customer.name}
          </HoverCardTrigger>
          <HoverCardContent align="start" className="text-sm">
            <p className="font-semibold">{customer.contact}</p>
            <p className="text-muted-foreground">{customer.email}</p>
            <p className="mt-2 text-xs">Customer since {day(customer.since, "MMMM yyyy")}</p>
          </HoverCardContent>
        </HoverCard>
      </TableCell>
      <TableCell>
        <Badge variant={customer.plan === "scale" ? "default" : "secondary"} className="capitalize">
          {customer.plan}
        </Badge>
      </TableCell>
      <TableCell className="text-right tabular-nums">{usd(customer.mrr).rounded}</TableCell>
      <TableCell className="max-lg:hidden">
        <Progress value={customer.health} className="h-1.5 w-24" aria-label="Health" />
      </TableCell>
      <TableCell className="text-muted-foreground max-lg:hidden">{ago(customer.since)}</TableCell>
      <TableCell className="w-12">
        <Popover>
          <PopoverTrigger asChild>
            <Button variant="ghost" size="icon" className="size-8" aria-label={`More about ${customer.name}`}>
              <MoreHorizontal />
            </Button>
          </PopoverTrigger>
          <PopoverContent align="end" className="w-44 p-1">
            <AlertDialog>
              <AlertDialogTrigger asChild>
                <Button variant="ghost" size="sm" className="w-full justify-start text-destructive">
                  <Trash2 /> Remove
                </Button>
              </AlertDialogTrigger>
              <AlertDialogContent>
                <AlertDialogHeader>
                  <AlertDialogTitle>Remove {customer.name}?</AlertDialogTitle>
                  <AlertDialogDescription>Their orders and notes stay in the archive.</AlertDialogDescription>
                </AlertDialogHeader>
                <AlertDialogFooter>
                  <AlertDialogCancel>Keep</AlertDialogCancel>
                  <AlertDialogAction
                    onClick={() => {
                      onRemove(customer.id);
                      toast({ title: "Customer removed", description: customer.name });
                    }}
                  >
                    Remove
                  </AlertDialogAction>
                </AlertDialogFooter>
              </AlertDialogContent>
            </AlertDialog>
          </PopoverContent>
        </Popover>
      </TableCell>
    </TableRow>
  );
}
