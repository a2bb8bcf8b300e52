import { Area, AreaChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from "recharts";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import {
  ChartContainer,
  ChartLegend,
  ChartLegendContent,
  ChartTooltip,
  ChartTooltipContent,
  type ChartConfig,
} from "@/components/ui/chart";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { useWorkspace, type Period } from "@/contexts/WorkspaceContext";
import { useRevenue } from "@/hooks";

const chartConfig = {
  recurring: { label: "Recurring", color: "hsl(var(--chart-1))" },
  services: { label: "Services", theme: { light: "hsl(var(--chart-2))", dark: "hsl(172 60% 55%)" } },
} satisfies ChartConfig;

const lengths: Record<Period, number> = { quarter: 3, half: 6, year: 12 };

export function RevenueChart() {
  const [{ period }, dispatch] = useWorkspace();
  const { data, isPending } = useRevenue();

  return (
    <Card className="shadow-soft">
      <CardHeader className="flex-row items-start justify-between space-y-0">
        <div className="space-y-1.5">
          <CardTitle>Revenue</CardTitle>
          <CardDescription>Thousands of dollars, by month</CardDescription>
        </div>
        <ToggleGroup
          type="single"
          size="sm"
          variant="outline"
          value={period}
          onValueChange={(value) => value && dispatch({ type: "period", period: value as Period })}
        >
          <ToggleGroupItem value="quarter">3M</ToggleGroupItem>
          <ToggleGroupItem value="half">6M</ToggleGroupItem>
          <ToggleGroupItem value="year">1Y</ToggleGroupItem>
        </ToggleGroup>
      </CardHeader>
      <CardContent>
        {isPending || !data ? (
          <Skeleton className="h-72 w-full" />
        ) : (
          <ChartContainer config={chartConfig} className="aspect-auto h-72 w-full">
            <AreaChart data={data.months.slice(-lengths[period])} margin={{ left: -12, right: 12, top: 8 }}>
              <defs>
                <linearGradient id="fill-recurring" x1="0" y1="0" x2="0" y2="1">
                  <stop offset="5%" stopColor="var(--color-recurring)" stopOpacity={0.7} />
                  <stop offset="95%" stopColor="var(--color-recurring)" stopOpacity={0.05} />
                </linearGradient>
              </defs>
              <CartesianGrid vertical={false} />
              <XAxis dataKey="month" tickLine={false} axisLine={false} tickMargin={8} />
              <YAxis tickLine={false} axisLine={false} width={48} />
              <ReferenceLine y={data.target} strokeDasharray="4 4" />
              <ChartTooltip content={<ChartTooltipContent indicator="line" />} />
              <ChartLegend content={<ChartLegendContent />} />
              <Area
                dataKey="services"
                type="monotone"
                stackId="revenue"
                stroke="var(--color-services)"
                fill="var(--color-services)"
                fillOpacity={0.25}
                isAnimationActive={false}
              />
              <Area
                dataKey="recurring"
                type="monotone"
                stackId="revenue"
                stroke="var(--color-recurring)"
                fill="url(#fill-recurring)"
                strokeWidth={2}
                isAnimationActive={false}
              />
            </AreaChart>
          </ChartContainer>
        )}
      </CardContent>
    </Card>
  );
}
