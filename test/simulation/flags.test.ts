import { describe, expect, it } from 'vitest';
import { readDayFlags } from '../../src/simulation/flags.ts';

describe('readDayFlags', () => {
  it('plays the day on which the clocks change in Europe, with 200 reviewers, by default', () => {
    expect(readDayFlags([])).toEqual({
      kind: 'read',
      value: {
        day: '2026-03-29',
        reviewers: 200,
        seed: 1,
        resume: false,
        database: null,
        folder: null,
        acknowledged: null,
      },
    });
  });

  it.each([
    [['--day', '2026-02-30'], "--day must be a date like 2026-03-29; it is '2026-02-30'."],
    [['--day', 'today'], "--day must be a date like 2026-03-29; it is 'today'."],
    [['--reviewers', '0'], "--reviewers must be from 1 to 99999; it is '0'."],
    [['--seed', 'x'], "--seed must be a whole number; it is 'x'."],
  ])('refuses %j in one sentence', (argv, sentence) => {
    expect(readDayFlags(argv)).toEqual({ kind: 'wrong', sentence });
  });

  it('names the flags where one is unknown', () => {
    const read = readDayFlags(['--fast']);
    expect(read.kind === 'wrong' && read.sentence).toMatch(/--fast.*usage: npm run simulate/);
  });
});
