import { AspectRatio } from "@/components/ui/aspect-ratio";
import { Carousel, CarouselContent, CarouselItem, CarouselNext, CarouselPrevious } from "@/components/ui/carousel";

const pictures = import.meta.glob<{ default: string }>("@/assets/illustrations/*.svg", { eager: true });

const picture = (name: string) => pictures[`/src/assets/illustrations/${name}.svg`]?.default;

const highlights = [
  { name: "growth", title: "Expansion leads", text: "Seats added by existing customers brought 62% of new revenue." },
  { name: "renewals", title: "Renewals on time", text: "Eleven of twelve renewals were signed before their date." },
  { name: "support", title: "Faster answers", text: "The median first reply fell below forty minutes." },
];

export function Highlights() {
  return (
    <Carousel opts={{ align: "start" }} className="space-y-3" aria-label="Highlights">
      <div className="flex items-center justify-between">
        <h2 className="text-lg font-semibold">Highlights</h2>
        <div className="flex gap-2">
          <CarouselPrevious />
          <CarouselNext />
        </div>
      </div>
      <CarouselContent>
        {highlights.map(({ name, title, text }) => (
          <CarouselItem key={name} className="md:basis-1/2 xl:basis-2/5">
            <article className="panel h-full p-4">
              <AspectRatio ratio={2}>
                <img src={picture(name)} alt="" className="size-full rounded-md object-cover" />
              </AspectRatio>
              <h3 className="mt-3 font-semibold">{title}</h3>
              <p className="text-balance text-sm text-muted-foreground">{text}</p>
            </article>
          </CarouselItem>
        ))}
      </CarouselContent>
    </Carousel>
  );
}
