/** The pure tests by themselves, for Stryker, which runs no projects and tests at a slower pace. */
import { defineConfig } from 'vitest/config';
import { pureTests } from './vitest.config.ts';

export default defineConfig({
  test: { env: { TZ: 'UTC' }, include: pureTests, testTimeout: 120_000 },
});
