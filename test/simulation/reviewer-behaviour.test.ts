import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { lawOf } from '../../src/laws/index.ts';
import { BEHAVIOUR } from '../../src/report/assumptions.ts';
import { HABITS } from '../../src/simulation/habits.ts';
import {
  afterRefusal,
  breakLasts,
  endingOf,
  mealLasts,
  planShift,
} from '../../src/simulation/reviewer-behaviour.ts';

const start = Date.parse('2026-03-29T05:00:00Z');
const shift = { start, end: start + 8 * HOUR };
const someone = { externalId: 'reviewer-0001', consents: ['GRAPHIC_VIOLENCE'] } as const;
const item = { externalId: 'a', announced: 3, trueSeverity: 3, trueSeconds: 90 } as const;

/** The same question to many people, or about many items. */
function many<T>(ask: (name: string) => T): readonly T[] {
  return Array.from({ length: 20_000 }, (_, i) => ask(`n-${i}`));
}

function share<T>(answers: readonly T[], holds: (answer: T) => boolean): number {
  return answers.filter(holds).length / answers.length;
}

describe('planShift', () => {
  it('is the same for the same seed, person and shift, and another for another', () => {
    expect(planShift(1, someone, shift)).toEqual(planShift(1, someone, shift));
    expect(planShift(2, someone, shift)).not.toEqual(planShift(1, someone, shift));
  });

  it('keeps everything within the shift', () => {
    for (const plan of many((externalId) => planShift(1, { ...someone, externalId }, shift))) {
      const instants = [
        plan.comesAt,
        plan.mealAt,
        plan.vanishes?.at,
        ...plan.asides.map((a) => a.at),
      ];
      for (const at of instants.filter((one) => one != null))
        expect(start <= at && at < shift.end).toBe(true);
    }
  });

  it.each([
    [null, 30],
    ['germany', 30],
    ['japan', 45],
    ['uae', 60],
  ])('gives a meal as long as the law of %s asks for: %i minutes', (jurisdiction, minutes) => {
    expect(mealLasts(lawOf(jurisdiction))).toBe(minutes * MINUTE);
  });

  it('gives no meal to a short shift', () => {
    const short = { start, end: start + 2 * HOUR };
    expect(planShift(1, someone, short).mealAt).toBeNull();
    expect(planShift(1, someone, shift).mealAt).not.toBeNull();
  });

  it('lets as many vanish, see something outside and refuse as is assumed', () => {
    const plans = many((externalId) => planShift(1, { ...someone, externalId }, shift));
    const sees = share(plans, ({ asides }) => asides.some((a) => a.kind === 'sees-outside'));
    expect(share(plans, ({ vanishes }) => vanishes !== null)).toBeCloseTo(
      BEHAVIOUR.vanishesShare,
      2,
    );
    expect(sees).toBeCloseTo(BEHAVIOUR.seesOutsideShare, 2);
    expect(share(plans, ({ asides }) => asides.some((a) => a.kind === 'refuses'))).toBeCloseTo(
      HABITS.refusesShare,
      2,
    );
  });
});

describe('endingOf', () => {
  it('takes as long as the item really takes, and says what it really was', () => {
    const ending = endingOf(1, someone, { ...item, trueSeverity: 4 });
    expect(ending).toMatchObject({ how: 'completes', after: 90_000, severity: 4 });
    expect(endingOf(1, someone, item).severity).toBeNull();
  });

  it('steps away twice as often from what is severe, before the end', () => {
    const endings = (trueSeverity: 1 | 3) =>
      many((externalId) => endingOf(1, someone, { ...item, externalId, trueSeverity }));
    const leaves = (one: { how: string }) => one.how === 'steps-away';
    expect(share(endings(1), leaves)).toBeCloseTo(BEHAVIOUR.stepsAwayShare, 2);
    expect(share(endings(3), leaves) / share(endings(1), leaves)).toBeCloseTo(2, 0);
    expect(
      endings(3)
        .filter(leaves)
        .every(({ after }) => after < 90_000),
    ).toBe(true);
  });
});

describe('breakLasts', () => {
  it('is never shorter than what makes a break', () => {
    const shortest = Math.min(
      ...many((externalId) => breakLasts(1, { ...someone, externalId }, start)),
    );
    expect(shortest).toBeGreaterThanOrEqual(10 * MINUTE);
  });
});

describe('afterRefusal', () => {
  const limit = { rules: ['continuous-exposure'], earliest: start + 12 * MINUTE };

  it('is a break where a break is what is missing', () => {
    expect(afterRefusal(start, shift, limit)).toEqual({ kind: 'break' });
  });

  it.each([
    ['no break when the shift is nearly over', shift.end - 2 * MINUTE, limit],
    ['no break for another limit', start, { rules: ['daily-dose'], earliest: null }],
  ])('is %s', (_, now, refusal) => {
    expect(afterRefusal(now, shift, refusal).kind).toBe('asks-again');
  });

  it.each([
    ['at once', start, start + HABITS.asksAgain],
    ['in four minutes', start + 4 * MINUTE, start + 4 * MINUTE],
    ['tomorrow', start + 24 * HOUR, start + HABITS.asksAgainAtMost],
    ['never', null, start + 5 * MINUTE],
  ])('asks again in time when it could be %s', (_, earliest, at) => {
    const refusal = { rules: ['daily-dose'], earliest };
    expect(afterRefusal(start, shift, refusal)).toEqual({ kind: 'asks-again', at });
  });
});
