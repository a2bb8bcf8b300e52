import { GoalDrawer, Highlights, KpiGrid, PlanMix, RecentOrders, RevenueChart, TaskList } from "@/components/overview";
import { useAuth } from "@/contexts/AuthContext";
import { TODAY } from "@/lib/clock";
import { format } from "date-fns";

const Index = () => {
  const { displayName } = useAuth();

  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div>
          <p className="text-sm text-muted-foreground">{format(TODAY, "EEEE, d MMMM yyyy")}</p>
          <h1 className="page-title" data-testid="headline">
            Good morning, <span className="text-gradient">{displayName.split(" ")[0]}</span>
          </h1>
        </div>
        <GoalDrawer />
      </div>
      <KpiGrid />
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <RevenueChart />
        <PlanMix />
      </div>
      <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <RecentOrders />
        <TaskList />
      </div>
      <Highlights />
    </div>
  );
};

export default Index;
