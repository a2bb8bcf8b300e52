import { useMemo } from "react";
import { Cell, Pie, PieChart } from "recharts";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { ChartContainer, ChartTooltip, ChartTooltipContent, type ChartConfig } from "@/components/ui/chart";
import { useCustomers } from "@/hooks";
import { groupBy } from "@/lib/collections";
import { Money, usd } from "@/lib/money";

const chartConfig: ChartConfig = {
  scale: { label: "Scale", color: "hsl(var(--chart-1))" },
  team: { label: "Team", color: "hsl(var(--chart-2))" },
  starter: { label: "Starter", color: "hsl(var(--chart-3))" },
};

const swatches = ["bg-chart-1", "bg-chart-2", "bg-chart-3"];

export function PlanMix() {
  const { data: customers } = useCustomers();
  const mix = useMemo(() => {
    const plans = groupBy(customers ?? [], (customer) => customer.plan);
    return Object.keys(chartConfig).map((plan) => ({
      plan,
      mrr: Money.sum((plans[plan as keyof typeof plans] ?? []).map(({ mrr }) => usd(mrr))),
    }));
  }, [customers]);

  return (
    <Card className="flex flex-col shadow-soft">
      <CardHeader>
        <CardTitle>Plan mix</CardTitle>
        <CardDescription>Monthly revenue by plan</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-1 flex-col justify-between gap-4">
        <ChartContainer config={chartConfig} className="mx-auto aspect-square h-44">
          <PieChart>
            <ChartTooltip content={<ChartTooltipContent hideLabel />} />
            <Pie
              data={mix.map(({ plan, mrr }) => ({ plan, value: mrr.cents / 100 }))}
              dataKey="value"
              nameKey="plan"
              innerRadius={48}
              outerRadius={76}
              strokeWidth={3}
              isAnimationActive={false}
            >
              {mix.map(({ plan }) => (
                <Cell key={plan} fill={`var(--color-${plan})`} />
              ))}
            </Pie>
          </PieChart>
        </ChartContainer>
        <ul className="space-y-2 text-sm">
          {mix.map(({ plan, mrr }, index) => (
            <li key={plan} className="flex items-center gap-2">
              <span className={`size-2.5 rounded-full ${swatches[index]}`} />
              <span className="capitalize">{plan}</span>
              <span className="ml-auto tabular-nums text-muted-foreground">{mrr.rounded}</span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
