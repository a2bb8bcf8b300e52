import { nanoid } from 'nanoid';
import { create } from 'zustand';
import { createJSONStorage, devtools, persist } from 'zustand/middleware';
import { useShallow } from 'zustand/react/shallow';
import { episodes } from '../data/episodes';
import type { Episode, Stage } from '../types';

interface StudioState {
  episodes: Episode[];
  view: 'all' | Stage;
  setView: (view: StudioState['view']) => void;
  add: (title: string, guest: string) => void;
  advance: (id: string) => void;
}

const order: Stage[] = ['idea', 'recorded', 'edited', 'published'];

export const useStudio = create<StudioState>()(
  devtools(
    persist(
      (set) => ({
        episodes,
        view: 'all',
        setView: (view) => set({ view }),
        add: (title, guest) =>
          set((state) => ({
            episodes: [
              ...state.episodes,
              {
                id: nanoid(),
                number: state.episodes.length + 1,
                title,
                guest,
                stage: 'idea',
                airs: '2025-06-09',
                minutes: 0,
                listeners: 0,
              },
            ],
          })),
        advance: (id) =>
          set((state) => ({
            episodes: state.episodes.map((episode) =>
              episode.id === id
                ? { ...episode, stage: order[Math.min(order.indexOf(episode.stage) + 1, order.length - 1)] }
                : episode
            ),
          })),
      }),
      { name: 'undertow-studio', storage: createJSONStorage(() => sessionStorage), partialize: ({ view }) => ({ view }) }
    ),
    { enabled: false }
  )
);

export const useSummary = () =>
  useStudio(
    useShallow(({ episodes }) => ({
      all: episodes.length,
      done: episodes.filter(({ stage }) => stage === 'published').length,
      minutes: episodes.reduce((sum, { minutes }) => sum + minutes, 0),
      listeners: episodes.reduce((sum, { listeners }) => sum + listeners, 0),
    }))
  );
