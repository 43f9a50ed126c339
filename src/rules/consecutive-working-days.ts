import { figure } from '../domain/figure.ts';
import { dayNumber } from '../domain/local-time.ts';
import { HOUR, MINUTE } from '../domain/time.ts';
import { workPieces, zoneAt } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly limitDays: number };

/**
 * Local dates in a row on which work begins: a night shift belongs to the date on which it starts. What
 * should not have been worked is all of the days past the limit.
 */
export const rule = defineRule<Limits>({
  id: 'consecutive-working-days',
  title: 'Working days in a row',
  because: 'UK HSE on fatigue: 5 to 7 days in a row, fewer of demanding shifts.',
  baseline: 'soft',
  parameters: {
    limitDays: {
      value: 5,
      unit: 'days',
      stricter: 'lower',
      says: 'Most local dates in a row on which work begins (HSE: 5 to 7).',
    },
  },
  sameForAll: true,
  lookback: (p) => ((p.limitDays + 3) * 25 * HOUR) / MINUTE,
  describe: (p) => `At most ${p.limitDays} working days in a row.`,
  check: (timeline, p) => {
    let last = Number.NEGATIVE_INFINITY;
    let inARow = 0;
    return workPieces(timeline).flatMap(({ start, end }) => {
      const date = dayNumber(start, zoneAt(timeline.zones, start));
      // A move of zone may bring a date back: it counts once.
      if (date > last) {
        inARow = date === last + 1 ? inARow + 1 : 1;
        last = date;
      }
      if (inARow <= p.limitDays) return [];
      return { span: { start, end }, observed: inARow, limit: p.limitDays };
    });
  },
  explain: (breach) =>
    `Working day ${figure(breach.observed, breach.limit)} in a row, where ${breach.limit} are the most.`,
});
