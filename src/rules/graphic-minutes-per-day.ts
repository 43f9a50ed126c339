import { GRAPHIC } from '../domain/category.ts';
import { excessPerDay, LONGEST_WINDOW } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly limitMinutes: number; readonly fromSeverity: number };

/** Minutes of graphic content in one local day and in one shift; what overlaps counts once. */
export const rule = defineRule<Limits>({
  id: 'graphic-minutes-per-day',
  title: 'Graphic minutes a day',
  because:
    'INHOPE guidelines and YouTube (Wojcicki, 2018): at most 4 h a day; IWF 2024 report: at most ' +
    '5 h. That graphic starts at S3, and counting a shift like a day: no published figure.',
  parameters: {
    limitMinutes: {
      value: 240,
      unit: 'minutes',
      stricter: 'lower',
      ceiling: true,
      says: 'Most minutes of graphic content in a day or a shift (INHOPE, YouTube: 4 h).',
    },
    fromSeverity: {
      value: GRAPHIC,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above is graphic (no published figure).',
    },
  },
  countsFrom: (p) => p.fromSeverity,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of content of S${p.fromSeverity} and above in a local day ` +
    'and in a shift.',
  check: (timeline, p, from) =>
    excessPerDay(
      timeline,
      p.limitMinutes,
      (severity) => (severity >= p.fromSeverity ? 1 : 0),
      from,
    ).map((excess) => ({ ...excess, limit: p.limitMinutes })),
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of content of S${p.fromSeverity} and above ` +
    `in one day or shift, where ${breach.limit} are the most.`,
});
