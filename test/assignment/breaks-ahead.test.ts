import { describe, expect, it } from 'vitest';
import { breaksAhead, statutoryDue } from '../../src/assignment/breaks-ahead.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { Break, Timeline } from '../../src/domain/timeline.ts';
import { enforced } from '../support/rules.ts';
import { at, span, timeline } from '../support/timeline.ts';

/** A shift from 09:00 to 19:00, at a time in it, of somebody who has seen nothing. */
function shift(now: string, breaks: readonly Break[] = []): Timeline {
  return timeline('09:00 [ 19:00 ]', { facts: { breaks }, knownUntil: at(now) });
}
const ahead = (told: Timeline, rules: Parameters<typeof breaksAhead>[2]) =>
  breaksAhead(told, { start: told.knownUntil, end: at('19:00') }, rules).map(
    ({ kind, at: when, minutes }) =>
      `${kind} ${new Date(when).toISOString().slice(11, 16)} ${minutes}`,
  );

const EXPOSURE = enforced('continuous-exposure', {});
const SIX_HOURS = enforced('work-without-break', {});
const IN_TOTAL = enforced('breaks-in-total', {});

describe('the breaks ahead', () => {
  it.each([
    ['continuous-exposure', {}, ['wellbeing 10:50 10']],
    ['work-without-break', {}, ['meal 15:00 20']],
    ['breaks-in-total', {}, ['meal 15:00 30']],
    ['meal-break', {}, ['meal 14:00 30']],
    ['rest-breaks', {}, ['rest 12:30 10']],
    ['rest-breaks', { wellbeingCounts: 1 }, ['wellbeing 12:30 10']],
    ['meals-by-clock', {}, ['meal 14:00 30']],
    ['hours-a-day', { limitMinutes: 300 }, []],
  ] as const)('by %s %o are %s', (rule, params, expected) => {
    expect(ahead(shift('10:00'), [enforced(rule, params)])).toEqual(expected);
  });

  it('are one of each kind, the soonest, and of those at the same time the longest', () => {
    const meal = enforced('meal-break', { everyMinutes: 330, breakMinutes: 25 });
    expect(ahead(shift('10:00'), [SIX_HOURS, IN_TOTAL, EXPOSURE])).toEqual([
      'wellbeing 10:50 10',
      'meal 15:00 30',
    ]);
    expect(ahead(shift('10:00'), [SIX_HOURS, meal, IN_TOTAL])).toEqual(['meal 14:30 25']);
  });

  it('are none that only a soft rule asks for, and none after the shift', () => {
    expect(ahead(shift('10:00'), [{ ...SIX_HOURS, level: 'soft' }])).toEqual([]);
    expect(ahead(shift('10:00'), [enforced('work-without-break', { limitMinutes: 600 })])).toEqual(
      [],
    );
  });

  it('count what was taken', () => {
    const taken = { kind: 'meal', ...span('12:00', '12:20') } as const;
    expect(ahead(shift('13:00', [taken]), [SIX_HOURS, IN_TOTAL])).toEqual(['meal 15:20 15']);
    const exact = enforced('breaks-in-total', { pieceMinutes: 0 });
    expect(ahead(shift('13:00', [taken]), [exact])).toEqual(['meal 15:20 10']);
  });
});

describe('what the law has due', () => {
  it('is nothing that falls due within the minute, and not now', () => {
    const told = shift('15:00');
    const soon = { ...told, knownUntil: at('14:59') + 30_000 };
    expect(statutoryDue(soon, soon.knownUntil, [SIX_HOURS])).toEqual([]);
    expect(statutoryDue(told, told.knownUntil, [SIX_HOURS])).toMatchObject([{ at: at('15:00') }]);
  });

  it('is nothing of a rule that cannot tell, or that asks for no break', () => {
    const unknown = { ...shift('15:00'), knownFrom: at('14:59') };
    expect(ahead(unknown, [SIX_HOURS])).toEqual([]);
    expect(ahead(shift('10:00'), [enforced('hours-a-day', { limitMinutes: 30 })])).toEqual([]);
  });

  it('is due from the instant at which it must have begun', () => {
    const rules = [EXPOSURE, SIX_HOURS];
    expect(statutoryDue(shift('14:59'), at('14:59'), rules)).toEqual([]);
    expect(statutoryDue(shift('15:00'), at('15:00'), rules)).toEqual([
      { kind: 'meal', at: at('15:00'), minutes: 20 },
    ]);
  });

  it('is nothing that time away makes up for', () => {
    const seen = timeline('09:00 [ 50@1 19:00 ]', { knownUntil: at('09:50') });
    const due = { start: at('09:50'), end: at('09:50') + MINUTE };
    expect(breaksAhead(seen, due, [EXPOSURE])).toHaveLength(1);
    expect(statutoryDue(seen, at('09:50'), [EXPOSURE])).toEqual([]);
  });
});
