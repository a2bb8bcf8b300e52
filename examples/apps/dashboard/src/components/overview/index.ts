export { KpiGrid } from "./KpiGrid";
export { RevenueChart } from "./RevenueChart";
export { PlanMix } from "./PlanMix";
export { RecentOrders } from "./RecentOrders";
export { TaskList } from "./TaskList";
export { Highlights } from "./Highlights";
export { GoalDrawer } from "./GoalDrawer";
