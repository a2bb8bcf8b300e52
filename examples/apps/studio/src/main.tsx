import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { router } from './router.tsx';
import './index.css';

createRoot(document.getElementById('root')!, {
  onCaughtError: (error) => console.warn('A page failed and was replaced', error),
}).render(
  <StrictMode>
    <RouterProvider router={router} />
  </StrictMode>
);
