import { createBrowserRouter } from 'react-router';
import Layout from './components/Layout';
import Overview from './pages/Overview';
import RouteError from './pages/RouteError';
import { loadNote, noteList } from './lib/notes';

export const router = createBrowserRouter(
  [
    {
      path: '/',
      Component: Layout,
      ErrorBoundary: RouteError,
      HydrateFallback: () => null,
      children: [
        { index: true, Component: Overview },
        {
          path: 'episodes',
          lazy: async () => {
            const { default: Component } = await import('./pages/Episodes');
            return { Component };
          },
        },
        {
          path: 'notes/:slug?',
          loader: async ({ params }) => {
            const slug = params.slug ?? noteList[0].slug;
            return { slug, text: await loadNote(slug) };
          },
          lazy: async () => ({ Component: (await import('./pages/Notes')).default }),
        },
        {
          path: 'publish',
          lazy: () => import('./pages/Publish'),
        },
      ],
    },
  ],
  { basename: import.meta.env.BASE_URL }
);
