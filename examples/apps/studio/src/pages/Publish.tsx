import { useOptimistic, useState, startTransition } from 'react';
import { Check } from 'lucide-react';
import { AnimatePresence, motion } from 'motion/react';
import { Button } from '../components/ui/button';
import { Label } from '../components/ui/label';
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from '../components/ui/select';
import { Switch } from '../components/ui/switch';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '../components/ui/tabs';
import { useStudio } from '../store/studio';

const places = { feed: 'Podcast feed', video: 'Video channel', letter: 'Newsletter' } as const;
type Place = keyof typeof places;

const later = () => new Promise((done) => setTimeout(done, 400));

export function Component() {
  const episodes = useStudio((state) => state.episodes);
  const [saved, setSaved] = useState<Record<Place, boolean>>({ feed: true, video: false, letter: true });
  const [shown, setShown] = useOptimistic(saved);
  const [sent, setSent] = useState(false);

  const toggle = (place: Place, on: boolean) =>
    startTransition(async () => {
      const next = { ...saved, [place]: on };
      setShown(next);
      await later();
      setSaved(next);
    });

  return (
    <div className="mx-auto grid max-w-xl gap-5">
      <title>Undertow Studio: publish</title>
      <h1 className="text-3xl">Publish</h1>
      <Select defaultValue={episodes[4].id}>
        <SelectTrigger className="w-full" aria-label="Episode">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {episodes.map(({ id, number, title }) => (
            <SelectItem key={id} value={id}>
              {number}. {title}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Tabs defaultValue="places">
        <TabsList>
          <TabsTrigger value="places">Places</TabsTrigger>
          <TabsTrigger value="text">Text</TabsTrigger>
        </TabsList>
        <TabsContent value="places" className="sheet divide-y overflow-hidden">
          {(Object.entries(places) as [Place, string][]).map(([place, label]) => (
            <div key={place} className="flex items-center justify-between p-4 has-data-[state=checked]:bg-accent/40">
              <Label htmlFor={place}>{label}</Label>
              <Switch id={place} checked={shown[place]} onCheckedChange={(on) => toggle(place, on)} />
            </div>
          ))}
        </TabsContent>
        <TabsContent value="text" className="sheet p-4">
          <textarea
            className="field-sizing-content min-h-24 w-full resize-none bg-transparent text-sm outline-none"
            defaultValue="A harbor does not sleep. Kwame Adjei recorded one for a whole night."
          />
        </TabsContent>
      </Tabs>
      <div className="flex items-center gap-4">
        <Button onClick={() => setSent(true)} disabled={sent}>
          Publish
        </Button>
        <AnimatePresence>
          {sent && (
            <motion.span
              className="flex items-center gap-1.5 text-sm text-primary"
              initial={{ opacity: 0, x: -6 }}
              animate={{ opacity: 1, x: 0 }}
            >
              <Check className="size-4" /> On its way
            </motion.span>
          )}
        </AnimatePresence>
      </div>
    </div>
  );
}
