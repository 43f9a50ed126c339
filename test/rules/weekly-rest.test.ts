import { describe, expect, it } from 'vitest';
import { rule } from '../../src/rules/weekly-rest.ts';
import { broken } from '../support/broken.ts';
import { timeline } from '../support/timeline.ts';

/** A shift on each date of June 2026, from and until these times. */
function shifts(dates: readonly number[], from: string, to: string): string {
  return dates
    .map((date) => `2026-06-${String(date).padStart(2, '0')}T${from} [ ${to} ]`)
    .join(' ');
}

const MONDAY_TO_SATURDAY = [8, 9, 10, 11, 12, 13];

describe('weekly rest', () => {
  it.each([
    ['holds for six days and a day off', shifts([...MONDAY_TO_SATURDAY, 15], '09:00', '17:00'), []],
    [
      'holds up to the instant at which 35 hours must begin',
      shifts(MONDAY_TO_SATURDAY, '09:00', '22:00'),
      [],
    ],
    [
      'breaks from then on',
      shifts(MONDAY_TO_SATURDAY, '09:00', '22:01'),
      ['06-13 22:00 to 22:01 (2099)'],
    ],
    [
      'breaks on the seventh day, and on the eighth',
      shifts([...MONDAY_TO_SATURDAY, 14, 15], '09:00', '17:00'),
      ['06-14 09:00 to 17:00 (960)', '06-15 09:00 to 17:00 (960)'],
    ],
    [
      'begins anew after exactly 35 hours',
      `${shifts([...MONDAY_TO_SATURDAY], '09:00', '17:00')} 2026-06-15T04:00 [ 12:00 ] ${shifts(
        [16, 17, 18, 19, 20],
        '04:00',
        '12:00',
      )}`,
      [],
    ],
    [
      'is cut by work outside shifts',
      `${shifts(MONDAY_TO_SATURDAY, '09:00', '17:00')} 2026-06-14T12:00 30@1 ${shifts([15], '09:00', '17:00')}`,
      ['06-14 12:00 to 12:30 (1230)', '06-15 09:00 to 17:00 (1230)'],
    ],
  ])('%s', (_, story, expected) => {
    expect(broken(rule, timeline(story, { date: '2026-06-08' }))).toEqual(expected);
  });

  it('counts the hours that a clock change takes from a weekend', () => {
    const zone = 'Europe/Berlin';
    const story =
      '2026-03-23T09:00 [ 17:00 ] 2026-03-28T09:00 [ 20:00 ] 2026-03-30T07:00 [ 15:00 ]';
    const full = { restMinutes: 2100, days: 3 };
    expect(broken(rule, timeline(story, { date: '2026-03-23', zone }), full)).toEqual([
      '03-30 05:00 to 13:00 (2040)',
    ]);
  });

  it('follows its numbers', () => {
    const story = timeline(shifts([...MONDAY_TO_SATURDAY, 14], '09:00', '17:00'), {
      date: '2026-06-08',
    });
    expect(broken(rule, story, { restMinutes: 960 })).toEqual([]);
    expect(broken(rule, story, { days: 8 })).toEqual([]);
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 960, limit: 2100 };
    expect(rule.explain(breach, { restMinutes: 2100, days: 7 })).toBe(
      '960 minutes of rest in one piece within 7 days, where 2100 are the least.',
    );
  });
});
