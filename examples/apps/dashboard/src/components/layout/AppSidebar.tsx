import { ChevronDown } from "lucide-react";
import { NavLink } from "react-router-dom";
import logo from "@/assets/logo.svg";
import { Badge } from "@/components/ui/badge";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { cn } from "@/lib/utils";
import { navigation } from "./navigation";

export function AppSidebar({ className, onNavigate }: { className?: string; onNavigate?: () => void }) {
  return (
    <aside className={cn("flex flex-col gap-6 bg-sidebar p-4 text-sidebar-foreground", className)}>
      <div className="flex items-center gap-3 px-2 pt-1">
        <img src={logo} alt="" className="size-8" />
        <span className="font-display text-lg font-semibold text-white">{import.meta.env.VITE_APP_NAME}</span>
      </div>

      <nav className="flex-1 space-y-5" aria-label="Main">
        {Object.entries(navigation).map(([group, items]) => (
          <Collapsible key={group} defaultOpen>
            <CollapsibleTrigger className="group flex w-full items-center justify-between px-3 pb-2 text-xs uppercase tracking-wider text-sidebar-foreground/60">
              {group}
              <ChevronDown className="size-3.5 transition-transform group-data-[state=closed]:-rotate-90" />
            </CollapsibleTrigger>
            <CollapsibleContent className="space-y-1">
              {items.map(({ title, to, icon: Icon, badge }) => (
                <NavLink key={to} to={to} end={to === "/"} className="nav-link" onClick={onNavigate}>
                  <Icon className="size-4" />
                  <span className="flex-1">{title}</span>
                  {badge && (
                    <Badge variant="outline" className="border-sidebar-border px-1.5 text-[10px] text-sidebar-foreground">
                      {badge}
                    </Badge>
                  )}
                </NavLink>
              ))}
            </CollapsibleContent>
          </Collapsible>
        ))}
      </nav>

      <footer className="rounded-md bg-sidebar-accent/60 p-3 text-xs leading-relaxed">
        <p className="font-medium text-white">{import.meta.env.VITE_RELEASE_LABEL}</p>
        <p>
          {import.meta.env.VITE_RELEASE_CHANNEL} channel, mode {import.meta.env.MODE}
        </p>
      </footer>
    </aside>
  );
}
