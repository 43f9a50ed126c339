import { describe, expect, it } from 'vitest';
import { daysTooMany, rowLookback } from '../../src/domain/days-in-a-row.ts';
import { at, type Circumstances, span, timeline } from '../support/timeline.ts';

const LIMITS = {
  limitDays: 1,
  fromSeverity: 4,
  freeMinutes: 48 * 60,
  freeFromSeverity: 4,
  withinDays: 28,
};

function tooMany(
  story: string,
  more: Partial<typeof LIMITS> = {},
  told: Circumstances = {},
  from?: number,
) {
  return daysTooMany(timeline(story, told), { ...LIMITS, ...more }, from);
}

describe('days in a row', () => {
  it('are too many from the first past the limit on', () => {
    expect(tooMany('09:00 10@4 2026-06-11T09:00 10@4')).toEqual([
      { span: span('2026-06-11T09:00', '2026-06-11T09:10'), observed: 2 },
    ]);
  });

  it('do not mind what is mild, be it first', () => {
    expect(tooMany('08:00 10@0 09:00 10@4 2026-06-11T09:00 10@4')).toHaveLength(1);
    expect(tooMany('08:00 10@0')).toEqual([]);
  });

  it('ask for no day of a silence that has no end yet', () => {
    const silences = [{ start: at('2026-06-11T10:00'), end: Number.POSITIVE_INFINITY }];
    const story = '09:00 10@4 2026-06-11T09:00 10@4';
    expect(tooMany(story, {}, { facts: { silences } })).toHaveLength(1);
    expect(tooMany('', {}, { facts: { silences } })).toEqual([]);
  });

  it('end with free time, though something milder was counted in it', () => {
    const story = '09:00 10@4 2026-06-11T09:00 10@3 2026-06-12T09:10 10@3';
    expect(tooMany(story, { fromSeverity: 3 }).map(({ observed }) => observed)).toEqual([2]);
  });

  it('do not count the day before what begins at midnight', () => {
    const story = '09:00 10@4 2026-06-12T00:00 10@4';
    expect(tooMany(story, { limitDays: 2 })).toEqual([]);
  });

  it('do not count the day after what ends at midnight', () => {
    expect(tooMany('23:50 10@4')).toEqual([]);
  });

  it('are one where a move of zone makes two of them, however they overlap', () => {
    const zones = [
      { zone: 'America/New_York', from: 0 },
      { zone: 'Europe/Berlin', from: at('20:00') },
    ];
    // Until four the day of the move goes on, in which Berlin has begun another.
    const story = '12:00 10@4 21:00 10@4 23:00 10@4 2026-06-11T05:00 10@4';
    expect(tooMany(story, {}, { zones }).map(({ observed }) => observed)).toEqual([2, 2]);
  });

  it('are told from an instant on, and counted from before it', () => {
    const story = '09:00 10@4 2026-06-11T09:00 10@4 2026-06-12T09:00 10@4';
    const told = (from: string) => tooMany(story, {}, {}, at(from)).map(({ observed }) => observed);
    expect(told('2026-06-11T09:09')).toEqual([2, 3]);
    expect(told('2026-06-11T09:10')).toEqual([3]);
    expect(told('2026-06-12T09:10')).toEqual([]);
  });

  it('go on through silence, which is no day of theirs', () => {
    const story = '09:00 10@4 2026-06-11T09:00 60? 2026-06-13T08:00 10@4';
    expect(tooMany(story).map(({ observed }) => observed)).toEqual([2]);
    expect(tooMany(story.replace('60?', '60-'))).toEqual([]);
    expect(tooMany('2026-06-11T09:00 60?')).toEqual([]);
  });

  it('are not counted from further back than so many', () => {
    const story = '09:00 10@4 2026-06-11T09:00 10@4 2026-06-12T09:00 10@4';
    const observed = (withinDays: number) =>
      tooMany(story, { withinDays }).map((one) => one.observed);
    expect(observed(3)).toEqual([2, 3]);
    expect(observed(2)).toEqual([2, 2]);
    expect(observed(1)).toEqual([]);
  });

  it('look back over their days and the one at a move of zone', () => {
    expect(rowLookback({ ...LIMITS, withinDays: 3 })).toBe(4 * 25 * 60);
  });
});
