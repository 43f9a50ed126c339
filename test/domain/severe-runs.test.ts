import { describe, expect, it } from 'vitest';
import { milderWords, severeRuns } from '../../src/domain/severe-runs.ts';
import { at, type Circumstances, span, timeline } from '../support/timeline.ts';

const LIMITS = { milderSeverity: 2, milderMinutes: 30 };
const TODAY = span('00:00', '2026-06-11T00:00');

function told(story: string, circumstances: Circumstances = {}, asked = TODAY): readonly string[] {
  const clock = (instant: number) => new Date(instant).toISOString().slice(8, 16);
  return severeRuns(timeline(story, circumstances), asked, LIMITS).map(
    ({ start, end, judgedFrom }) =>
      `${clock(start)} to ${clock(end)}${judgedFrom === start ? '' : ` from ${clock(judgedFrom)}`}`,
  );
}

describe('runs of severe content', () => {
  it.each([
    ['end with enough that is milder', '09:00 10@3 30@2 10@4', 2],
    ['do not end with less', '09:00 10@3 29@2 10@4', 1],
    ['end with enough time away', '09:00 10@3 30- 10@4', 2],
    ['do not end in silence', '09:00 10@3 20? 20- 10@4', 1],
    ['are none of what is mild', '09:00 60@2', 0],
  ])('%s', (_, story, count) => {
    expect(told(story).length).toBe(count);
  });

  it('start anew with the day, and are looked for from its very start', () => {
    expect(told('2026-06-09T23:50 15@3 10@3')).toEqual(['10T00:00 to 10T00:15']);
    expect(told('00:00 10@3 5- 5@3')).toEqual(['10T00:00 to 10T00:20']);
  });

  it('start anew with a shift too', () => {
    expect(told('09:00 10@3 [ 10@3 ]')).toEqual(['10T09:00 to 10T09:20', '10T09:10 to 10T09:20']);
  });

  it('are judged from a move of zone on, where the day goes on from before it', () => {
    const zones = [
      { zone: 'Asia/Tokyo', from: 0 },
      { zone: 'Europe/Berlin', from: at('12:00') },
    ];
    expect(told('11:50 20@3', { zones }, span('11:00', '13:00'))).toEqual([
      '10T11:50 to 10T12:00',
      '10T11:50 to 10T12:10 from 10T12:00',
    ]);
  });

  it('are told in words with the numbers', () => {
    expect(milderWords(LIMITS)).toBe('until 30 minutes in one piece of S2 or milder, or away');
  });
});
