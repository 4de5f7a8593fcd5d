import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const api = process.env.MARQUE_API ?? 'http://127.0.0.1:8080';

const everyPage = /node_modules[\\/](react|react-dom|scheduler|i18next|react-i18next|@tanstack|openapi-fetch)[\\/]|src[\\/]lib[\\/](api|live|theme[\\/]palette|i18n|format|session|storage|use_title)/;

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': { target: api, changeOrigin: false } } },
  build: {
    target: 'es2022',
    manifest: true,
    chunkSizeWarningLimit: 700,
    // What every page stands on, the buyer's phone page too, in one chunk: many small ones compress worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', test: everyPage }] } } },
  },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    // A busy machine is no fault.
    testTimeout: 30_000,
  },
});
