import { describe, expect, it } from 'vitest';
import { minutesOf } from '../../src/domain/time.ts';
import { isNight } from '../../src/planner/measures.ts';
import { breaksIn, checked, spanOn, withShifts } from '../../src/planner/proposed.ts';
import { KINDS, kind, person } from '../support/plan-requests.ts';
import { enforced } from '../support/rules.ts';

const [early, late, night] = KINDS;

describe('a shift of a kind', () => {
  it.each([
    ['2026-03-27', 480],
    ['2026-03-28', 420],
    ['2026-10-24', 540],
  ])('lasts by the wall clock: the night of %s has %i minutes', (date, minutes) => {
    expect(minutesOf(spanOn(night, date))).toBe(minutes);
  });

  it('ends on the next date where its end is not later than its start', () => {
    expect(minutesOf(spanOn(kind('round', '08:00', '08:00'), '2026-06-01'))).toBe(24 * 60);
  });

  it('has its breaks after so many elapsed minutes, and none past its end', () => {
    const short = { ...kind('short', '08:00', '14:10'), breaks: early.breaks };
    const span = spanOn(short, '2026-06-01');
    const breaks = breaksIn(short, span).map((one) => [
      (one.start - span.start) / 60_000,
      minutesOf(one),
    ]);
    expect(breaks).toEqual([
      [90, 15],
      [210, 30],
      [360, 10],
    ]);
    expect(
      breaksIn({ ...short, to: '13:00' }, spanOn({ ...short, to: '13:00' }, '2026-06-01')),
    ).toHaveLength(2);
  });

  it.each([
    [early, false],
    [late, false],
    [night, true],
    [kind('long late', '16:00', '02:00'), true],
  ])('is night work with three hours of the night: %#', (one, is) => {
    expect(isNight(one, spanOn(one, '2026-06-01'))).toBe(is);
  });
});

describe('what rules say of proposed shifts', () => {
  const rest = [enforced('daily-rest')];
  const twoDays = (first: typeof late, second: typeof early) => [
    { ...spanOn(first, '2026-03-24'), kind: first },
    { ...spanOn(second, '2026-03-25'), kind: second },
  ];

  it('names the rule that would be broken, and from when on', () => {
    const timeline = withShifts(person(1, rest).timeline, twoDays(late, early));
    const { breaches, unknown } = checked(rest, timeline, Number.NEGATIVE_INFINITY);
    expect(unknown).toEqual([]);
    expect(breaches.map(({ rule, observed, limit }) => [rule, observed, limit])).toEqual([
      ['daily-rest', 480, 660],
    ]);
  });

  it('is nothing of what ended before', () => {
    const timeline = withShifts(person(1, rest).timeline, twoDays(late, early));
    expect(checked(rest, timeline, timeline.knownUntil).breaches).toEqual([]);
  });

  it('asks neither soft rules nor those about what is seen', () => {
    const timeline = withShifts(person(1, rest).timeline, twoDays(late, early));
    const others = [enforced('daily-rest', {}, 'soft'), enforced('daily-dose')];
    expect(checked(others, timeline, Number.NEGATIVE_INFINITY)).toEqual({
      breaches: [],
      unknown: [],
    });
  });

  it('is not known where the days before are not', () => {
    const { timeline } = person(1, rest);
    const cut = withShifts({ ...timeline, knownFrom: timeline.knownUntil }, twoDays(early, late));
    expect(checked(rest, { ...cut, knownFrom: cut.knownUntil }, 0).unknown).toHaveLength(1);
  });
});
