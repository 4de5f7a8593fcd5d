import { defineConfig } from '@playwright/test';

// One private stack for the whole run. The story is told in both languages, one after the other, since it moves the clock;
// the planners work beside it.
export default defineConfig({
  testDir: 'specs',
  outputDir: 'results',
  globalSetup: './data/stack.ts',
  workers: 2,
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
    { name: 'zh-CN', testMatch: 'story.spec.ts', use: { locale: 'zh-CN' } },
    { name: 'en', testMatch: 'story.spec.ts', use: { locale: 'en' }, dependencies: ['zh-CN'] },
    { name: 'planner zh-CN', testMatch: 'planner.spec.ts', use: { locale: 'zh-CN' } },
    { name: 'planner en', testMatch: 'planner.spec.ts', use: { locale: 'en' } },
  ],
});
