/**
 * The pure tests by themselves, for Stryker, which runs no projects and tests at a slower pace: they
 * share one worker, so that a mutant costs about a second, and its caches end with it.
 */
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { pureTests } from './vitest.config.ts';

/**
 * Not asked about a mutant. The generated laws judge hundreds of timelines by the whole rulebook and
 * take minutes a mutant: what they would notice the subject's own table must notice too. The reports
 * and the law packs are not what is mutated.
 */
const left = [
  'test/rules/laws.test.ts',
  'test/rules/not-asked.test.ts',
  'test/rules/minute-by-minute.test.ts',
  'test/audit/law.test.ts',
  'test/{report,laws}/**',
];

/** The first test that fails is the last that is run, so tables come before what is generated. */
const GENERATED = /(asked-from|asked-again|mildest|watching-on)\.test\.ts$/;

class TablesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) =>
      GENERATED.test(moduleId) ? 2 : moduleId.includes('/test/domain/') ? 0 : 1;
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    // Of each generated law a fifth: two or three dozen cases of a rule are many.
    env: { TZ: 'UTC', RUNS_SHARE: '0.2' },
    include: pureTests,
    exclude: left,
    sequence: { sequencer: TablesFirst },
    testTimeout: 120_000,
    isolate: false,
  },
});
