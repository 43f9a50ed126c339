import { describe, expect, it } from 'vitest';
import { dateBefore } from '../../src/domain/local-time.ts';
import { HOUR } from '../../src/domain/time.ts';
import type { Shift } from '../../src/domain/timeline.ts';
import { judge } from '../../src/rules/enforced.ts';
import { rule } from '../../src/rules/free-sundays.ts';
import { broken } from '../support/broken.ts';
import { enforced } from '../support/rules.ts';
import { at, timeline } from '../support/timeline.ts';

const SUNDAY = '2026-06-14';

/** A shift on each of so many Sundays up to one. */
const sundays = (weeks: readonly number[]) =>
  weeks.map((ago) => `${dateBefore(SUNDAY, 7 * ago)}T09:00 [ 17:00 ]`).join(' ');
const told = (weeks: readonly number[]) =>
  timeline(sundays(weeks), { date: dateBefore(SUNDAY, 400) });
const last = (count: number) => Array.from({ length: count }, (_, i) => count - 1 - i);

describe('free Sundays', () => {
  it('hold for 37 worked in a year', () => {
    expect(broken(rule, told(last(37)))).toEqual([]);
  });

  it('break with the next one', () => {
    expect(broken(rule, told(last(38)))).toEqual(['06-14 09:00 to 17:00 (14)']);
  });

  it('count no Sunday twice, and none a year ago', () => {
    const twice = `${sundays(last(37))} 20:00 [ 22:00 ]`;
    expect(broken(rule, timeline(twice, { date: dateBefore(SUNDAY, 400) }))).toEqual([]);
    expect(broken(rule, told([52, ...last(37)]))).toEqual([]);
    expect(broken(rule, told([51, ...last(37)]))).toHaveLength(1);
  });

  it('follow their numbers', () => {
    expect(broken(rule, told([2, 0]), { freeSundays: 2, weeks: 3 })).toEqual([
      '06-14 09:00 to 17:00 (1)',
    ]);
    expect(broken(rule, told([2, 0]), { freeSundays: 2, weeks: 4 })).toEqual([]);
  });

  it('know of the time before only when shifts were, and say when that is not far enough', () => {
    const now = told([0]);
    const knownFrom = at(`${SUNDAY}T00:00`);
    const before: readonly Shift[] = told(last(38).slice(0, -1)).shifts;
    const from = knownFrom - 400 * 24 * HOUR;
    const year = { ...now, knownFrom, earlier: { from, shifts: before, breaks: [] } };
    const asked = enforced('free-sundays', {});
    expect(judge(asked, year, now.knownUntil)).toMatchObject({
      kind: 'judged',
      breaches: [{ observed: 14 }],
    });
    expect(judge(asked, { ...now, knownFrom }, now.knownUntil).kind).toBe('unknown');
    const tooShort = { ...year, earlier: { ...year.earlier, from: knownFrom } };
    expect(judge(asked, tooShort, now.knownUntil).kind).toBe('unknown');
    const other = enforced('weekly-rest', {});
    expect(judge(other, year, now.knownUntil).kind).toBe('unknown');
  });

  it('explain themselves', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 14, limit: 15 };
    expect(rule.explain(breach, { freeSundays: 15, weeks: 52 })).toBe(
      '14 Sundays without work in 52 weeks, where 15 are the least.',
    );
  });
});
