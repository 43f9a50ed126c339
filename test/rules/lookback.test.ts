/**
 * What a rule says of an instant, it says from its lookback alone: told with what matters as far back as
 * it can be, which random days (laws.test.ts) hardly ever come to.
 */
import { describe, expect, it } from 'vitest';
import { contains, HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import type { Shift, Timeline } from '../../src/domain/timeline.ts';
import { rulebook } from '../../src/rules/index.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { since } from '../support/altered.ts';
import { at, span, timeline } from '../support/timeline.ts';

const DAY = 24 * HOUR;

/** So many items of five minutes one after the other. */
const items = (count: number, severity: number) => `5@${severity} `.repeat(count);

/** Shifts of so many hours from nine, on each of the first days of so many weeks. */
function shiftsOf(weeks: number, days: number, hours: number, from = at('2026-01-05T09:00')) {
  return Array.from({ length: weeks * days }, (_, i): Shift => {
    const start = from + (Math.floor(i / days) * 7 + (i % days)) * DAY;
    return { id: i + 1, start, end: start + hours * 60 * MINUTE };
  });
}

function working(shifts: readonly Shift[]): Timeline {
  const told = timeline('', { knownFrom: (shifts[0]?.start ?? 0) - DAY });
  return { ...told, shifts, knownUntil: Math.max(...shifts.map(({ end }) => end)) };
}

/** The last instant of the last shift. */
const lastOf = (shifts: readonly Shift[]) => (shifts.at(-1)?.end ?? 0) - MINUTE;

const LONG_AGO = shiftsOf(9, 5, 14);
const SINCE = shiftsOf(17, 5, 9.4, at('2026-03-09T09:00'));
const OVERTIME = shiftsOf(52, 5, 9.5);
const SUNDAYS = shiftsOf(38, 1, 8, at('2026-01-04T09:00'));

type Case = readonly [rule: string, told: Timeline, at: Instant];
const CASES: readonly Case[] = [
  ['continuous-exposure', timeline(`09:00 ${items(11, 1)}`), at('09:54')],
  ['quiet-time', timeline('09:00 5@5 09:18 5@1'), at('09:19')],
  ['severe-after-aftermath', timeline('08:00 [ 5@5 15:50 5@4 16:00 ]'), at('15:54')],
  ['severe-category-run', timeline(`09:00 ${items(26, 5)}`), at('11:09')],
  ['severe-dose-run', timeline(`09:00 ${items(40, 5)}`), at('12:19')],
  ['severe-at-end-of-shift', timeline('09:00 [ 17:40 5@5 18:00 ]'), at('17:44')],
  ['longest-shift', timeline('06:00 [ 10:00 ] 10:30 [ 16:20 ]'), at('16:19')],
  [
    'forward-rotation',
    timeline('2026-06-10T14:00 [ 22:00 ] 2026-06-12T08:00 [ 16:00 ]'),
    at('2026-06-12T08:01'),
  ],
  [
    'day-night-switch',
    timeline('2026-06-10T09:00 [ 17:00 ] 2026-06-11T22:00 [ 2026-06-12T06:00 ]'),
    at('2026-06-11T22:30'),
  ],
  ['consecutive-working-days', working(shiftsOf(1, 7, 8)), lastOf(shiftsOf(1, 7, 8))],
  ['average-hours', working([...LONG_AGO, ...SINCE]), lastOf(SINCE)],
  ['overtime-a-year', working(OVERTIME), lastOf(OVERTIME)],
  ['free-sundays', working(SUNDAYS), lastOf(SUNDAYS)],
  ['days-in-lieu', working(shiftsOf(9, 7, 8)), lastOf(shiftsOf(9, 7, 8))],
  [
    'protected-time',
    timeline('09:00 5@1', {
      facts: { blocks: [{ ...span('08:00', '10:00'), kind: 'protected' }] },
    }),
    at('09:01'),
  ],
];

describe('what happened as long ago as a rule looks back', () => {
  it.each(CASES)('counts for %s', (id, told, when) => {
    const rule = rulebook.find((one) => one.id === id);
    if (!rule) throw new Error(`there is no rule ${id}`);
    const p = defaultsOf(rule);
    const isBroken = (known: Timeline) =>
      rule.check(known, p).some((breach) => contains(breach.span, when));
    expect(isBroken(told)).toBe(true);
    expect(isBroken(since(told, when - rule.lookback(p) * MINUTE))).toBe(true);
  });

  it('is what makes it well, too: a break that was taken counts for work-without-break', () => {
    const rule = rulebook.find((one) => one.id === 'work-without-break');
    if (!rule) throw new Error('there is no such rule');
    const p = defaultsOf(rule);
    const breaks = [{ ...span('10:00', '10:20'), kind: 'rest' as const }];
    const told = timeline('08:00 [ 18:00 ]', { facts: { breaks } });
    const brokenFrom = (known: Timeline) => rule.check(known, p)[0]?.span.start;
    expect(brokenFrom(told)).toBe(at('16:20'));
    const when = at('16:19');
    expect(brokenFrom(since(told, when - rule.lookback(p) * MINUTE))).toBe(at('16:20'));
  });
});
