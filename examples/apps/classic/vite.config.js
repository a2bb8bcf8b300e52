import path from 'path';
import { defineConfig } from 'vite';
import react from '@vitejs/plugin-react';
import { version } from './package.json';

// This app began on Create React App: JSX lives in .js files.
export default defineConfig({
  plugins: [react({ include: /\.(js|jsx)$/ })],
  esbuild: {
    loader: 'jsx',
    include: /src\/.*\.jsx?$/,
    exclude: [],
  },
  optimizeDeps: {
    esbuildOptions: { loader: { '.js': 'jsx' } },
  },
  resolve: {
    alias: [{ find: 'components', replacement: path.resolve(__dirname, 'src/components') }],
  },
  define: {
    __VERSION__: JSON.stringify(version),
    'process.env.PUBLIC_URL': JSON.stringify(''),
  },
  css: {
    preprocessorOptions: {
      scss: {
        api: 'modern-compiler',
        additionalData: '@use "sass:math";\n',
      },
    },
  },
});
