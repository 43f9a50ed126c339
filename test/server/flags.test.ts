import { describe, expect, it } from 'vitest';
import { readFlags } from '../../src/server/flags.ts';

describe('the flags', () => {
  it.each([
    [[], { reviewers: 200, play: true }],
    [['--no-play'], { reviewers: 200, play: false }],
    [['--reviewers', '12'], { reviewers: 12, play: true }],
    [['--reviewers=3738', '--no-play'], { reviewers: 3738, play: false }],
  ])('%j are read', (argv, value) => {
    expect(readFlags(argv)).toEqual({ kind: 'read', value });
  });

  it.each([
    [['--reviewers', '0'], "--reviewers must be a whole number from 1 to 10000; it is '0'."],
    [['--reviewers', 'many'], "--reviewers must be a whole number from 1 to 10000; it is 'many'."],
    [
      ['--reviewer', '9'],
      "Unknown option '--reviewer'; the flags are --reviewers N and --no-play.",
    ],
    [['now'], "Unexpected argument 'now'; the flags are --reviewers N and --no-play."],
  ])('%j are refused in one sentence', (argv, sentence) => {
    const read = readFlags(argv);
    expect(read.kind).toBe('wrong');
    expect(read).toMatchObject({ sentence: expect.stringContaining(sentence.slice(0, 26)) });
    if (read.kind === 'wrong') expect(read.sentence).toBe(sentence);
  });
});
