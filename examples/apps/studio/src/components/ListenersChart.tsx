import {
  CategoryScale,
  Chart as ChartJS,
  Filler,
  Legend,
  LinearScale,
  LineElement,
  PointElement,
  Tooltip,
  type ChartOptions,
} from 'chart.js';
import { Line } from 'react-chartjs-2';
import { weekly } from '../data/episodes';
import { t } from '../i18n';
import { useTheme } from '../store/theme';

ChartJS.register(CategoryScale, LinearScale, PointElement, LineElement, Filler, Tooltip, Legend);

const options = (ink: string): ChartOptions<'line'> => ({
  animation: false,
  maintainAspectRatio: false,
  interaction: { mode: 'index', intersect: false },
  scales: {
    x: { grid: { display: false }, ticks: { color: ink } },
    y: { grid: { color: `${ink}22` }, ticks: { color: ink, callback: (value) => `${Number(value) / 1000}k` } },
  },
  plugins: { legend: { labels: { color: ink, usePointStyle: true, boxHeight: 6 } } },
});

export default function ListenersChart() {
  const { theme } = useTheme();

  return (
    <div className="h-64">
      <Line
        options={options(theme === 'dark' ? '#a8b8b8' : '#5b6b6b')}
        data={{
          labels: weekly.labels,
          datasets: [
            {
              label: t('listeners'),
              data: weekly.listeners,
              borderColor: '#0f766e',
              backgroundColor: 'rgba(15, 118, 110, 0.14)',
              fill: true,
              tension: 0.35,
            },
            { label: t('finished'), data: weekly.finished, borderColor: '#d97706', borderDash: [5, 4], tension: 0.35 },
          ],
        }}
      />
    </div>
  );
}
