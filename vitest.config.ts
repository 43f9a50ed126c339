import { defineConfig } from 'vitest/config';

const pure = ['domain', 'rules', 'planner', 'assignment', 'audit', 'report', 'laws'];
/** The tests that need no database. */
export const pureTests = pure.map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  // The copy that Node gives to packages; Vite would give our files the other, and a schema of one
  // is no schema to the other.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Files share a process and what it has loaded: half of a run was loading the same modules again.
    isolate: false,
    env: { TZ: 'UTC' },
    // Generous: two slow cores may be running other things.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'pure', include: pureTests } },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['test/**/*.test.ts'],
          exclude: pureTests,
          // One PostgreSQL a run; each file that needs a database clones the migrated template.
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});
