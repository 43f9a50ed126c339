import { describe, expect, it } from 'vitest';
import { dateBefore } from '../../src/domain/local-time.ts';
import { HOUR } from '../../src/domain/time.ts';
import { judge } from '../../src/rules/enforced.ts';
import { rule } from '../../src/rules/overtime-a-year.ts';
import { broken } from '../support/broken.ts';
import { enforced } from '../support/rules.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** A Monday. */
const MONDAY = '2026-06-15';

/** So many hours of work on each of these Mondays, counted back from one. */
const told = (hours: number, weeks: readonly number[]) => {
  const story = weeks
    .map(
      (ago) => `${dateBefore(MONDAY, 7 * ago)}T08:00 [ ${String(8 + hours).padStart(2, '0')}:00 ]`,
    )
    .join(' ');
  return timeline(story, { date: dateBefore(MONDAY, 400) });
};
/** Three hours of overtime a week. */
const THREE = { limitMinutes: 540, weeks: 53 };

describe('overtime a year', () => {
  it('holds for exactly as much', () => {
    expect(broken(rule, told(11, [2, 1, 0]), THREE)).toEqual([]);
  });

  it('breaks from the minute after', () => {
    expect(broken(rule, told(12, [2, 1, 0]), THREE)).toEqual(['06-15 17:00 to 20:00 (720)']);
    expect(broken(rule, told(11, [30, 20, 10, 0]), THREE)).toEqual(['06-15 16:00 to 19:00 (720)']);
  });

  it('counts the weeks of a year, and none before', () => {
    expect(broken(rule, told(11, [53, 2, 1, 0]), THREE)).toEqual([]);
    expect(broken(rule, told(11, [52, 2, 1, 0]), THREE)).toHaveLength(1);
    expect(broken(rule, told(11, [3, 2, 1, 0]), { ...THREE, weeks: 3 })).toEqual([]);
  });

  it('follows what is ordinary', () => {
    const three = told(11, [2, 1, 0]);
    expect(broken(rule, three, { ...THREE, ordinaryDayMinutes: 479 })).toHaveLength(1);
    const byWeek = { ...THREE, ordinaryDayMinutes: 1440, ordinaryWeekMinutes: 480 };
    expect(broken(rule, three, byWeek)).toEqual([]);
    expect(broken(rule, three, { ...byWeek, ordinaryWeekMinutes: 479 })).toHaveLength(1);
  });

  it('knows of the time before when shifts and unpaid breaks were', () => {
    const { shifts } = told(12, [2, 1]);
    const now = told(12, [0]);
    const knownFrom = at(`${MONDAY}T00:00`);
    const from = knownFrom - 400 * 24 * HOUR;
    const asked = enforced('overtime-a-year', THREE);
    const known = (breaks: number) => {
      const day = dateBefore(MONDAY, 7);
      const meal = { kind: 'meal', ...span(`${day}T12:00`, `${day}T15:00`) } as const;
      const earlier = { from, shifts, breaks: breaks > 0 ? [meal] : [] };
      return judge(asked, { ...now, knownFrom, earlier }, now.knownUntil);
    };
    expect(known(0)).toMatchObject({ kind: 'judged', breaches: [{ observed: 720 }] });
    expect(known(1)).toMatchObject({ kind: 'judged', breaches: [] });
  });

  it('explains itself', () => {
    const breach = { span: { start: 0, end: 1 }, observed: 600, limit: 540 };
    expect(rule.explain(breach, { weeks: 53 })).toBe(
      '600 minutes of overtime in 53 weeks, where 540 are the most.',
    );
  });
});
