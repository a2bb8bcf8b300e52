import { Button } from "@/components/ui/button";
import { tones } from "@/lib/utils";

export default function App() {
  return (
    <main className="mx-auto flex min-h-screen max-w-5xl flex-col gap-6 p-4 md:p-8 lg:grid lg:grid-cols-12 2xl:max-w-7xl motion-safe:animate-shimmer">
      <h1 className="text-2xl font-bold tracking-tight text-balance sm:text-4xl/10 dark:text-muted-foreground">Hello</h1>
      <p className={tones.info + " [mask-type:luminance] hover:[&:nth-child(3)]:underline"}>text</p>
      <Button className="col-span-3 w-full md:w-auto starting:opacity-0">Go</Button>
    </main>
  );
}
