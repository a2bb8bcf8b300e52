import { Sparkles } from "lucide-react";
import { NavLink, useParams } from "react-router-dom";
import { Button } from "@/components/ui/button";
import { ResizableHandle, ResizablePanel, ResizablePanelGroup } from "@/components/ui/resizable";
import { ScrollArea } from "@/components/ui/scroll-area";
import { useForecast, useIsMobile, useRevenue } from "@/hooks";
import { day } from "@/lib/clock";
import { Markdown } from "@/lib/markdown";
import { reports } from "@/lib/reports";
import { cn } from "@/lib/utils";
import changelog from "@/content/changelog.md?raw";

const Reports = () => {
  const { slug = reports[0].slug } = useParams<{ slug: string }>();
  const report = reports.find((candidate) => candidate.slug === slug) ?? reports[0];
  const { data } = useRevenue();
  const { values, run } = useForecast();
  const isMobile = useIsMobile();

  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="page-title">Reports</h1>
        <div className="flex items-center gap-3">
          {values.length > 0 && (
            <output className="text-sm text-muted-foreground" data-testid="forecast">
              Next: {values.map((value) => `$${value}k`).join(", ")}
            </output>
          )}
          <Button
            variant="hero"
            onClick={() => run({ history: data?.months.map(({ recurring }) => recurring) ?? [], months: 3 })}
          >
            <Sparkles /> Forecast
          </Button>
        </div>
      </div>
      <div className="h-[32rem] overflow-hidden rounded-lg border bg-card shadow-soft">
        <ResizablePanelGroup direction={isMobile ? "vertical" : "horizontal"}>
          <ResizablePanel defaultSize={30} minSize={20}>
            <ScrollArea className="h-full">
              <nav className="p-2">
                {reports.map(({ slug: id, title, published }) => (
                  <NavLink
                    key={id}
                    to={`/reports/${id}`}
                    className={cn("block rounded-md p-3 hover:bg-muted", id === report.slug && "bg-accent text-accent-foreground")}
                  >
                    <span className="block text-sm font-medium">{title}</span>
                    <span className="text-xs text-muted-foreground">{day(published)}</span>
                  </NavLink>
                ))}
              </nav>
              <pre className="m-4 whitespace-pre-wrap rounded-md bg-muted p-3 text-xs">{changelog}</pre>
            </ScrollArea>
          </ResizablePanel>
          <ResizableHandle withHandle />
          <ResizablePanel defaultSize={70}>
            <ScrollArea className="h-full">
              <article className="prose prose-sm p-6 dark:prose-invert prose-h2:mt-6 prose-blockquote:border-primary md:prose-base">
                <h1>{report.title}</h1>
                <Markdown text={report.body} />
              </article>
            </ScrollArea>
          </ResizablePanel>
        </ResizablePanelGroup>
      </div>
    </div>
  );
};

export default Reports;
