import { defineConfig } from '@playwright/test';

// One private stack for the whole run; the story is told in both languages, one after the other.
export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  globalSetup: './data/stack.ts',
  workers: 1,
  timeout: 360_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1366, height: 768 },
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
  projects: [
    { name: 'zh-CN', use: { locale: 'zh-CN' } },
    { name: 'en', use: { locale: 'en' } },
  ],
});
