import { describe, expect, it } from 'vitest';
import { dateBefore, localDay } from '../../src/domain/local-time.ts';
import { rule } from '../../src/rules/days-in-lieu.ts';
import { broken } from '../support/broken.ts';
import { timeline } from '../support/timeline.ts';

const SUNDAY = '2026-06-07';

/** A shift on each of so many days from a Sunday on, but these: 0 is that Sunday. */
function worked(days: number, but: readonly number[] = [], holidays: readonly number[] = []) {
  const dates = Array.from({ length: days }, (_, day) => day).filter((day) => !but.includes(day));
  const story = dates.map((day) => `${dateBefore(SUNDAY, -day)}T09:00 [ 17:00 ]`).join(' ');
  const facts = { holidays: holidays.map((day) => localDay(dateBefore(SUNDAY, -day), 'UTC')) };
  return timeline(story, { date: SUNDAY, facts });
}
const days = (...args: Parameters<typeof worked>) =>
  broken(rule, worked(...args)).map((breach) => `${breach.slice(0, 5)} ${breach.slice(21)}`);

describe('days in lieu', () => {
  it.each([
    ['are not owed for two weeks', [14, []], []],
    ['are owed from then on', [16, [7]], ['06-21 (15)', '06-22 (16)']],
    ['of a Sunday are given by a free working day, a Saturday too', [20, [7, 6]], []],
    ['of a Sunday are given as late as the last day', [20, [7, 13]], []],
    ['given late end what is owed', [20, [7, 15]], ['06-21 (15)']],
    ['are not given by a free Sunday', [15, [7]], ['06-21 (15)']],
    ['are not given by a free public holiday', [15, [7, 9], [9]], ['06-21 (15)']],
    ['stand in for one Sunday each', [23, [13]], ['06-28 (22)', '06-29 (23)']],
    ['of two Sundays are two', [23, [12, 13]], []],
  ] as const)('%s', (_, [length, but, holidays], expected) => {
    expect(days(length, but, holidays)).toEqual(expected);
  });

  it('are owed for a public holiday that is no Sunday for eight weeks', () => {
    const sundays = [0, 7, 14, 21, 28, 35, 42, 49, 56, 63];
    expect(days(58, sundays, [1])).toEqual(['08-03 (57)']);
    expect(days(58, [...sundays, 40], [1])).toEqual([]);
    expect(days(60, sundays, [7])).toEqual([]);
  });

  it('follow their numbers', () => {
    expect(broken(rule, worked(8), { sundayDays: 7 })).toEqual(['06-14 09:00 to 17:00 (8)']);
    const owed = worked(17, [7]);
    expect(broken(rule, owed, { withinDays: 16 })).toHaveLength(2);
    expect(broken(rule, owed, { withinDays: 15 })).toHaveLength(1);
    const holiday = worked(9, [0, 7], [1]);
    expect(broken(rule, holiday, { holidayDays: 7 })).toEqual(['06-15 09:00 to 17:00 (8)']);
  });

  it('are asked about from an instant on', () => {
    const told = worked(17, [7]);
    const all = rule.check(told, { sundayDays: 14, holidayDays: 56, withinDays: 70 });
    const [first, ...rest] = all;
    const from = first?.span.end ?? 0;
    expect(rule.check(told, { sundayDays: 14, holidayDays: 56, withinDays: 70 }, from)).toEqual(
      rest,
    );
  });

  it('explain themselves', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 15, limit: 14 };
    expect(rule.explain(breach, {})).toBe(
      'Day 15 with a Sunday or a public holiday that was worked and no free day in lieu of it, where 14 are the most.',
    );
  });
});
