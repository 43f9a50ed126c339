import { describe, expect, it } from 'vitest';
import { runPieces } from '../../src/domain/runs.ts';
import { at, type Circumstances, timeline } from '../support/timeline.ts';

const OF = { fromSeverity: 3, awayMinutes: 10 };

/** 'from to to since when', with a '?' for silence. */
function told(story: string, from?: string, circumstances: Circumstances = {}): readonly string[] {
  const clock = (instant: number) => new Date(instant).toISOString().slice(11, 16);
  return runPieces(timeline(story, circumstances), OF, from === undefined ? from : at(from)).map(
    ({ start, end, seen, runStart }) =>
      `${clock(start)} to ${clock(end)}${seen ? '' : '?'} since ${clock(runStart)}`,
  );
}

const story = '09:00 10@3 9- 5@4 10- 5@3 5@2 5- 5@5';

describe('runs of exposure', () => {
  it('end with time away, which milder work is', () => {
    expect(told(story)).toEqual([
      '09:00 to 09:10 since 09:00',
      '09:19 to 09:24 since 09:00',
      '09:34 to 09:39 since 09:34',
      '09:49 to 09:54 since 09:49',
    ]);
  });

  it('do not end in silence, before it or after it', () => {
    expect(told('09:00 10@3 9- 20? 9- 5@3')).toEqual([
      '09:00 to 09:10 since 09:00',
      '09:19 to 09:39? since 09:00',
      '09:48 to 09:53 since 09:00',
    ]);
  });

  it('may have begun before anything is known', () => {
    const known = { knownFrom: at('08:55') };
    expect(told('09:00 10@3', undefined, known)).toEqual(['09:00 to 09:10 since 08:55']);
    expect(told('09:05 10@3', undefined, known)).toEqual(['09:05 to 09:15 since 09:05']);
    expect(told('09:00 10@3', '09:00', known)).toEqual(['09:00 to 09:10 since 08:55']);
  });

  it.each([
    ['09:20', ['09:00 to 09:10 since 09:00', '09:19 to 09:24 since 09:00']],
    ['09:24', ['09:34 to 09:39 since 09:34']],
    ['09:36', ['09:34 to 09:39 since 09:34']],
    ['09:41', ['09:49 to 09:54 since 09:49']],
    ['09:54', []],
  ])('can be asked for from an instant on: %s', (from, expected) => {
    const found = told(story, from);
    expect(found.slice(0, expected.length)).toEqual(expected);
    expect(found.at(-1)).toBe(expected.length === 0 ? undefined : '09:49 to 09:54 since 09:49');
  });

  it('that silence joins are looked for further back', () => {
    const joined = '09:00 10@3 5- 20? 5- 5@3 10- 5@3';
    expect(told(joined, '09:41')).toEqual([
      '09:00 to 09:10 since 09:00',
      '09:15 to 09:35? since 09:00',
      '09:40 to 09:45 since 09:00',
      '09:55 to 10:00 since 09:55',
    ]);
    expect(told(joined, '09:50')).toEqual(['09:55 to 10:00 since 09:55']);
  });
});
