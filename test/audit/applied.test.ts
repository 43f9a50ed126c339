import { describe, expect, it } from 'vitest';
import { applied, periods, type RulesAt } from '../../src/audit/applied.ts';
import type { HandedOut } from '../../src/domain/recorded.ts';
import { type Instant, MINUTE, type Span } from '../../src/domain/time.ts';
import type { EnforcedRule } from '../../src/rules/enforced.ts';
import { enforced } from '../support/rules.ts';
import { at, exposure, span, timeline } from '../support/timeline.ts';

const limit = (limitMinutes: number) => enforced('graphic-minutes-per-day', { limitMinutes });
const [hour, half] = [limit(60), limit(30)];
const DAY = span('09:00', '12:00');

const told = (spans: readonly Span[]) =>
  spans.map(({ start, end }) => [start, end].map((one) => (one - at('09:00')) / MINUTE));

/** These rules, each from its instant on. */
function changing(...steps: readonly (readonly [Instant, readonly EnforcedRule[]])[]): RulesAt {
  return (instant) => steps.findLast(([from]) => from <= instant)?.[1] ?? [];
}

describe('the periods of one policy each', () => {
  it.each([
    ['are one where nothing changes', changing([0, [hour]]), [[0, 180]]],
    [
      'are one where the same is said again',
      changing([0, [hour, half]], [at('10:00'), [limit(30), limit(60)]]),
      [[0, 180]],
    ],
    [
      'begin at the very instant of a change',
      changing([0, [hour]], [at('10:07') + 1, [half]]),
      [
        [0, 67 + 1 / MINUTE],
        [67 + 1 / MINUTE, 180],
      ],
    ],
    [
      'begin at a change to more rules, or to fewer',
      changing([0, [hour]], [at('10:00'), [hour, half]], [at('11:00'), [hour]]),
      [
        [0, 60],
        [60, 120],
        [120, 180],
      ],
    ],
    [
      'are told to the last instant',
      changing([0, [hour]], [DAY.end - 1, [half]]),
      [
        [0, 180 - 1 / MINUTE],
        [180 - 1 / MINUTE, 180],
      ],
    ],
    ['do not look past it', changing([0, [hour]], [DAY.end, [half]]), [[0, 180]]],
  ])('%s', (_, rulesAt, expected) => {
    expect(told(periods(DAY, rulesAt))).toEqual(expected);
  });

  it('within a quarter of an hour are seen where they are known to change', () => {
    const rulesAt = changing([0, [hour]], [at('10:01'), [half]], [at('10:02'), [hour]]);
    expect(told(periods(DAY, rulesAt))).toEqual([[0, 180]]);
    const changes = [DAY.start, at('10:01'), at('10:02'), DAY.end];
    expect(told(periods(DAY, Object.assign(rulesAt, { changes })))).toEqual([
      [0, 61],
      [61, 62],
      [62, 180],
    ]);
  });

  it('are none of no time', () => {
    expect(periods({ start: 5, end: 5 }, () => [hour])).toEqual([]);
  });
});

describe('a rule is applied', () => {
  const decision = (more: Partial<HandedOut> = {}): HandedOut => ({
    id: 1n,
    severity: 4,
    categories: [],
    decidedAt: at('09:50'),
    leaseDecidedAt: at('10:05'),
    leaseUntil: at('10:30'),
    ...more,
  });
  const seen = timeline('', { also: [exposure(at('09:50'), 40, 4)] });
  const asked = (rulesAt: RulesAt, handedOut: readonly HandedOut[], within = DAY) =>
    applied(seen, new Map(handedOut.map((one) => [one.id, one])), within, rulesAt).map(
      ({ enforced: { params }, spans }) => [params['limitMinutes'], ...told(spans)],
    );

  it('to the time in which it is in force', () => {
    const rulesAt = changing([0, [hour]], [at('10:00'), [half]]);
    expect(asked(rulesAt, [])).toEqual([
      [60, [0, 60]],
      [30, [60, 180]],
    ]);
  });

  it('also to what was handed out, and leased on, while it was', () => {
    const third = limit(20);
    const rulesAt = changing([0, [hour]], [at('10:00'), [half]], [at('10:10'), [third]]);
    expect(asked(rulesAt, [decision()])).toEqual([
      [60, [0, 60], [50, 65]],
      [30, [60, 70], [65, 90]],
      [20, [70, 180]],
    ]);
    expect(asked(rulesAt, [decision()], span('10:20', '10:40'))).toEqual([
      [20, [80, 100]],
      [30, [80, 90]],
    ]);
    expect(asked(rulesAt, [decision({ id: 9n })])).toHaveLength(3);
  });

  it('once, unless its numbers, its level or what is open of it differ', () => {
    const soft = enforced('graphic-minutes-per-day', { limitMinutes: 60 }, 'soft');
    const open = { ...hour, open: span('09:00', '10:00') };
    const other = enforced('severe-at-end-of-shift');
    const rulesAt = () => [hour, limit(60), half, soft, open, other];
    expect(asked(rulesAt, []).map(([, ...spans]) => spans.length)).toEqual([2, 1, 1, 1, 1]);
  });
});
