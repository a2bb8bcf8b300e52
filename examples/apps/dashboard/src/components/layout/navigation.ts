import { CalendarDays, FileText, LayoutDashboard, Receipt, Settings2, Users, UsersRound, type LucideIcon } from "lucide-react";

export interface NavItem {
  title: string;
  to: string;
  icon: LucideIcon;
  badge?: string;
}

export const navigation: Record<"Workspace" | "Company", NavItem[]> = {
  Workspace: [
    { title: "Overview", to: "/", icon: LayoutDashboard },
    { title: "Customers", to: "/customers", icon: UsersRound, badge: "8" },
    { title: "Orders", to: "/orders", icon: Receipt },
    { title: "Schedule", to: "/schedule", icon: CalendarDays },
  ],
  Company: [
    { title: "Team", to: "/team", icon: Users },
    { title: "Reports", to: "/reports", icon: FileText, badge: "New" },
    { title: "Settings", to: "/settings", icon: Settings2 },
  ],
};

export const titleOf = (path: string) =>
  Object.values(navigation)
    .flat()
    .find(({ to }) => (to === "/" ? path === "/" : path.startsWith(to)))?.title ?? "Page";
