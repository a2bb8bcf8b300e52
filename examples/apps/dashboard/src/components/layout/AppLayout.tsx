import { Fragment, useState } from "react";
import { Menu, Search } from "lucide-react";
import { Link, Outlet, useLocation } from "react-router-dom";
import { CommandPalette } from "@/components/CommandPalette";
import { ErrorBoundary } from "@/components/ErrorBoundary";
import { PageTransition } from "@/components/PageTransition";
import { ThemeToggle } from "@/components/ThemeToggle";
import { UserMenu } from "@/components/UserMenu";
import {
  Breadcrumb,
  BreadcrumbItem,
  BreadcrumbLink,
  BreadcrumbList,
  BreadcrumbPage,
  BreadcrumbSeparator,
} from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { Separator } from "@/components/ui/separator";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { useWorkspace } from "@/contexts/WorkspaceContext";
import { useIsMobile } from "@/hooks";
import { AppSidebar } from "./AppSidebar";
import { titleOf } from "./navigation";

export function AppLayout() {
  const { pathname } = useLocation();
  const isMobile = useIsMobile();
  const [open, setOpen] = useState(false);
  const [, dispatch] = useWorkspace();
  const trail = pathname === "/" ? ["Overview"] : ["Overview", titleOf(pathname)];

  return (
    <div className="flex min-h-screen">
      {isMobile ? (
        <Sheet open={open} onOpenChange={setOpen}>
          <SheetContent side="left" className="p-0">
            <SheetTitle className="sr-only">Navigation</SheetTitle>
            <SheetDescription className="sr-only">Every page of the workspace</SheetDescription>
            <AppSidebar className="h-full" onNavigate={() => setOpen(false)} />
          </SheetContent>
        </Sheet>
      ) : (
        <AppSidebar className="sticky top-0 h-screen w-60 shrink-0" />
      )}

      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-16 items-center gap-3 border-b bg-background/80 px-4 backdrop-blur supports-[backdrop-filter]:bg-background/60 md:px-8">
          {isMobile && (
            <Button variant="ghost" size="icon" aria-label="Open navigation" onClick={() => setOpen(true)}>
              <Menu />
            </Button>
          )}
          <Breadcrumb className="max-sm:hidden">
            <BreadcrumbList>
              {trail.map((title, index) => (
                <Fragment key={title}>
                  {index > 0 && <BreadcrumbSeparator />}
                  <BreadcrumbItem>
                    {index === trail.length - 1 ? (
                      <BreadcrumbPage>{title}</BreadcrumbPage>
                    ) : (
                      <BreadcrumbLink asChild>
                        <Link to="/">{title}</Link>
                      </BreadcrumbLink>
                    )}
                  </BreadcrumbItem>
                </Fragment>
              ))}
            </BreadcrumbList>
          </Breadcrumb>
          <button
            type="button"
            onClick={() => dispatch({ type: "palette", open: true })}
            className="ml-auto flex h-9 w-full max-w-56 items-center gap-2 rounded-md border bg-card px-3 text-sm text-muted-foreground hocus:border-primary"
          >
            <Search className="size-4" />
            Search
            <kbd className="ml-auto rounded border bg-muted px-1.5 font-mono text-[10px]">Ctrl K</kbd>
          </button>
          <Separator orientation="vertical" className="h-6" />
          <ThemeToggle />
          <UserMenu />
        </header>

        <main className="flex-1 px-4 py-6 md:px-8">
          <ErrorBoundary key={pathname}>
            <PageTransition key={pathname}>
              <Outlet />
            </PageTransition>
          </ErrorBoundary>
        </main>
      </div>
      <CommandPalette />
    </div>
  );
}
