import { SEVERE } from '../domain/category.ts';
import { excessWithin, LONGEST_WINDOW } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { NIGHT, NIGHT_BECAUSE, type NightHours, nights, nightWords } from '../domain/nights.ts';
import { defineRule } from './rule.ts';

type Limits = NightHours & { readonly limitMinutes: number; readonly fromSeverity: number };

/** Minutes of severe content in one night, agreed to or not; what overlaps counts once. */
export const rule = defineRule<Limits>({
  id: 'severe-minutes-a-night',
  title: 'Severe minutes a night',
  because: `${NIGHT_BECAUSE} That a night bears half of what a day does: no published figure.`,
  parameters: {
    limitMinutes: {
      value: 120,
      unit: 'minutes',
      stricter: 'lower',
      ceiling: true,
      says: 'Most minutes of severe content in a night: half a day of INHOPE (no published figure).',
    },
    fromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above is severe (no published figure).',
    },
    ...NIGHT,
  },
  countsFrom: (p) => p.fromSeverity,
  lookback: () => LONGEST_WINDOW,
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of content of S${p.fromSeverity} and above in a night, ` +
    `${nightWords(p)}.`,
  check: (timeline, p, from) =>
    excessWithin(
      timeline,
      p.limitMinutes,
      (severity) => (severity >= p.fromSeverity ? 1 : 0),
      (span) => nights(timeline.zones, span, p),
      from,
    ).map((excess) => ({ ...excess, limit: p.limitMinutes })),
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of content of S${p.fromSeverity} and above ` +
    `in one night, where ${breach.limit} are the most.`,
});
