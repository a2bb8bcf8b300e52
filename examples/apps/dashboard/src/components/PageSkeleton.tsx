import { Skeleton } from "@/components/ui/skeleton";
import { range } from "@/lib/collections";

export const PageSkeleton = () => (
  <div className="space-y-6 p-8" aria-busy="true">
    <Skeleton className="h-8 w-64" />
    <div className="grid gap-4 grid-fit-56">
      {range(4).map((index) => (
        <Skeleton key={index} className="h-28" />
      ))}
    </div>
  </div>
);
