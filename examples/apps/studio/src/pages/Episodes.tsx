import { useMemo } from 'react';
import EpisodeTable from '../components/EpisodeTable';
import NewEpisode from '../components/NewEpisode';
import { ToggleGroup, ToggleGroupItem } from '../components/ui/toggle-group';
import { useStudio } from '../store/studio';
import { stages } from '../types';
import { t } from '../i18n';

export default function Episodes() {
  const { episodes, view, setView } = useStudio();
  const shown = useMemo(
    () => (view === 'all' ? episodes : episodes.filter(({ stage }) => stage === view)),
    [episodes, view]
  );

  return (
    <div className="grid gap-5">
      <title>Undertow Studio: episodes</title>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-3xl">{t('episodes')}</h1>
        <NewEpisode />
      </div>
      <ToggleGroup type="single" value={view} onValueChange={(value) => value && setView(value as typeof view)}>
        {(['all', ...stages] as const).map((stage) => (
          <ToggleGroupItem key={stage} value={stage} className="capitalize">
            {stage}
          </ToggleGroupItem>
        ))}
      </ToggleGroup>
      <EpisodeTable data={shown} />
    </div>
  );
}
