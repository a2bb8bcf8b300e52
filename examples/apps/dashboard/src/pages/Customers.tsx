import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { CustomerRow } from "@/components/customers/CustomerRow";
import { NewCustomerDialog } from "@/components/customers/NewCustomerDialog";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectGroup, SelectItem, SelectLabel, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Table, TableBody, TableCaption, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { useCustomers, useDebounce } from "@/hooks";
import type { CustomerFilter } from "@/lib/api";

const Customers = () => {
  const [params, setParams] = useSearchParams();
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const search = useDebounce(params.get("search") ?? "");
  const plan = (params.get("plan") ?? "all") as CustomerFilter["plan"];
  const { data: customers = [] } = useCustomers({ search, plan });
  const shown = customers.filter(({ id }) => !removed.has(id));

  const set = (name: string, value: string) =>
    setParams(
      (current) => {
        current.set(name, value);
        return current;
      },
      { replace: true },
    );

  return (
    <div className="space-y-6">
      <div className="flex items-center justify-between">
        <h1 className="page-title">Customers</h1>
        <NewCustomerDialog />
      </div>
      <div className="flex gap-3">
        <Input
          placeholder="Search by name"
          className="max-w-xs"
          value={params.get("search") ?? ""}
          onChange={(event) => set("search", event.target.value)}
        />
        <Select value={plan} onValueChange={(value) => set("plan", value)}>
          <SelectTrigger className="w-40" aria-label="Plan">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectGroup>
              <SelectLabel>Plan</SelectLabel>
              <SelectItem value="all">All plans</SelectItem>
              <SelectItem value="starter">Starter</SelectItem>
              <SelectItem value="team">Team</SelectItem>
              <SelectItem value="scale">Scale</SelectItem>
            </SelectGroup>
          </SelectContent>
        </Select>
      </div>
      <div className="rounded-lg border bg-card shadow-soft">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead />
              <TableHead>Name</TableHead>
              <TableHead>Plan</TableHead>
              <TableHead className="text-right">Monthly</TableHead>
              <TableHead className="max-lg:hidden">Health</TableHead>
              <TableHead className="max-lg:hidden">Since</TableHead>
              <TableHead />
            </TableRow>
          </TableHeader>
          <TableBody>
            {shown.map((customer) => (
              <CustomerRow
                key={customer.id}
                customer={customer}
                onRemove={(id) => setRemoved((ids) => new Set([...ids, id]))}
              />
            ))}
          </TableBody>
          <TableCaption className="pb-4">
            {shown.length} {shown.length === 1 ? "customer" : "customers"}
          </TableCaption>
        </Table>
      </div>
    </div>
  );
};

export default Customers;
