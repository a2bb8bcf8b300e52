import { CalendarClock } from 'lucide-react';
import { motion } from 'motion/react';
import ListenersChart from '../components/ListenersChart';
import StatCard from '../components/StatCard';
import { useStudio, useSummary } from '../store/studio';
import { intoSeason, long } from '../lib/dates';
import { t } from '../i18n';
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Badge } from '@/components/ui/badge';
import { Progress } from '@/components/ui/progress';
import cover from '../assets/cover.svg';

export default function Overview() {
  const { all, done, minutes, listeners } = useSummary();
  const next = useStudio((state) => state.episodes.find(({ stage }) => stage !== 'published'));

  return (
    <div className="grid gap-6">
      <title>Undertow Studio: overview</title>
      <section className="relative isolate overflow-hidden rounded-2xl bg-tide-900 p-8 text-white sm:p-12">
        <img src={cover} alt="" className="absolute inset-0 -z-10 size-full object-cover mask-l-from-60% opacity-90" />
        <Badge variant="outline" className="border-white/30 text-white/90">
          {t('season')}
        </Badge>
        <h1 className="mt-4 max-w-md font-serif text-4xl/tight text-balance" data-testid="headline">
          {t('headline')}
        </h1>
        <p className="mt-3 max-w-sm text-tide-100/80">{t('tagline')}</p>
      </section>

      <section className="grid columns-fit-52 gap-4">
        <StatCard label={t('listeners')} value={listeners.toLocaleString('en-US')} tone="bright" />
        <StatCard label={t('episodes')} value={`${done} / ${all}`} />
        <StatCard label={t('hours', { count: Math.round(minutes / 60) })} value={`${minutes} min`} />
      </section>

      <section className="@container">
        <div className="grid gap-6 @3xl:grid-cols-[1fr_18rem]">
          <Card>
            <CardHeader className="border-b">
              <CardTitle>{t('listeners')}</CardTitle>
              <CardDescription>By week, this season</CardDescription>
              <CardAction>
                <Badge variant="accent">+28%</Badge>
              </CardAction>
            </CardHeader>
            <CardContent>
              <ListenersChart />
            </CardContent>
          </Card>
          <Card className="justify-between">
            <CardHeader>
              <CardTitle className="flex items-center gap-2">
                <CalendarClock className="size-4 text-tide-500" />
                {t('next')}
              </CardTitle>
            </CardHeader>
            {next && (
              <CardContent className="grid gap-1">
                <p className="eyebrow">No. {next.number}</p>
                <p className="font-serif text-2xl">{next.title}</p>
                <p className="text-sm text-muted-foreground">with {next.guest}</p>
                <p className="mt-3 text-sm">{long(next.airs)}</p>
                <p className="text-xs text-muted-foreground">{intoSeason(next.airs)} into the season</p>
              </CardContent>
            )}
            <CardContent className="grid gap-2">
              <Progress value={(done / all) * 100} />
              <motion.p layout className="text-xs text-muted-foreground">
                {t('progress', { done, all })}
              </motion.p>
            </CardContent>
          </Card>
        </div>
      </section>
    </div>
  );
}
