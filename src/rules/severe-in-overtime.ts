import { GRAPHIC } from '../domain/category.ts';
import { segmentsAfter } from '../domain/segments.ts';
import { subtract } from '../domain/spans.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = { readonly fromSeverity: number };

/**
 * No graphic content outside the shifts that were planned: that is overtime, whoever asked for it. By
 * the plan and not by hours a day, because hours differ by contract and law (which have rules of
 * their own), and a plan is what somebody came for.
 */
export const rule = defineRule<Limits>({
  id: 'severe-in-overtime',
  title: 'Severe work in overtime',
  because: 'IWF 2024 report: overtime is prohibited. From which severity: no published figure.',
  parameters: {
    fromSeverity: {
      value: GRAPHIC,
      unit: 'severity',
      stricter: 'lower',
      says: 'No content of this severity and above in overtime (no published figure).',
    },
  },
  countsFrom: (p) => p.fromSeverity,
  // Shifts in hand are known whole, however long they are.
  lookback: () => 0,
  describe: (p) => `No content of S${p.fromSeverity} and above outside a planned shift.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const breaches: Breach[] = [];
    let next = 0;
    for (const { start, end, severity } of segmentsAfter(timeline, from)) {
      if (severity < p.fromSeverity) continue;
      while ((timeline.shifts[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
      const shift = timeline.shifts[next];
      if (shift && shift.start <= start && end <= shift.end) continue;
      for (const span of subtract([{ start, end }], timeline.shifts.slice(next)))
        breaches.push({ span, observed: severity, limit: p.fromSeverity - 1 });
    }
    return breaches;
  },
  explain: (breach) =>
    `Content of S${breach.observed} in overtime, where S${breach.limit} is the most.`,
});
