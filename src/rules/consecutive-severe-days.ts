import { SEVERE } from '../domain/category.ts';
import { daysTooMany, ROW, type RowLimits, rowLookback } from '../domain/days-in-a-row.ts';
import { defineRule } from './rule.ts';

/**
 * Local days with severe content in a row. A row is ended by enough time in one piece that is free of
 * severe content, and by nothing less: a day off in between makes it no shorter.
 */
export const rule = defineRule<RowLimits>({
  id: 'consecutive-severe-days',
  title: 'Days in a row with severe content',
  because:
    'UK HSE, HSG256: 5 to 7 working days in a row. The hours free of severe content that are ' +
    'needed after them, and for which severity all that holds: no published figure.',
  parameters: {
    limitDays: {
      value: 5,
      unit: 'days',
      stricter: 'lower',
      says: 'Most local days with such content in a row (HSE: 5 to 7).',
    },
    fromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'A day with content of this severity or above counts (no published figure).',
    },
    ...ROW,
  },
  countsFrom: (p) => p.fromSeverity,
  lookback: rowLookback,
  describe: (p) =>
    `At most ${p.limitDays} local days with content of S${p.fromSeverity} and above within ` +
    `${p.withinDays} without ${p.freeMinutes} minutes in one piece free of ` +
    `S${p.freeFromSeverity} and above.`,
  check: (timeline, p, from) =>
    daysTooMany(timeline, p, from).map((one) => ({ ...one, limit: p.limitDays })),
  explain: (breach, p) =>
    `${breach.observed} days with content of S${p.fromSeverity} and above without ` +
    `${p.freeMinutes} minutes free of severe content, where ${breach.limit} are the most.`,
});
