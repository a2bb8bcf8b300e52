import type { Episode } from '../types';

export const episodes: Episode[] = [
  { id: 'e1', number: 1, title: 'The lighthouse keeper', guest: 'Runa Solberg', stage: 'published', airs: '2025-03-03', minutes: 42, listeners: 18240 },
  { id: 'e2', number: 2, title: 'Salt in the concrete', guest: 'Miguel Arce', stage: 'published', airs: '2025-03-17', minutes: 38, listeners: 21410 },
  { id: 'e3', number: 3, title: 'Maps that lie', guest: 'Hana Sato', stage: 'published', airs: '2025-03-31', minutes: 51, listeners: 24980 },
  { id: 'e4', number: 4, title: 'What the tide brought', guest: 'Aoife Byrne', stage: 'published', airs: '2025-04-14', minutes: 47, listeners: 27360 },
  { id: 'e5', number: 5, title: 'A harbor at night', guest: 'Kwame Adjei', stage: 'edited', airs: '2025-04-28', minutes: 44, listeners: 0 },
  { id: 'e6', number: 6, title: 'The last ferry', guest: 'Lena Vogel', stage: 'recorded', airs: '2025-05-12', minutes: 56, listeners: 0 },
  { id: 'e7', number: 7, title: 'Under the pier', guest: 'Tariq Aziz', stage: 'idea', airs: '2025-05-26', minutes: 40, listeners: 0 },
];

export const weekly = {
  labels: ['W10', 'W11', 'W12', 'W13', 'W14', 'W15', 'W16', 'W17'],
  listeners: [12100, 14800, 16900, 19200, 21800, 23100, 26400, 27900],
  finished: [7900, 9800, 11600, 13100, 15200, 16600, 19000, 20700],
};
