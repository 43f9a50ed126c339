import { SEVERE } from '../domain/category.ts';
import { figure } from '../domain/figure.ts';
import { segments } from '../domain/segments.ts';
import { firstEndingAfter } from '../domain/spans.ts';
import { intersection, MINUTE, minutesOf } from '../domain/time.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = { readonly lastMinutes: number; readonly fromSeverity: number };

/** No severe content in the last minutes of a shift, so that nobody goes home straight from it. */
export const rule = defineRule<Limits>({
  id: 'severe-at-end-of-shift',
  title: 'Severe work at the end of a shift',
  because:
    'IWF 2024 report: a firm cut-off at 16:00, before the day ends. How long before, and from ' +
    'which severity: no published figure.',
  parameters: {
    lastMinutes: {
      value: 60,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Least minutes from the last severe content to the end of a shift (no published figure).',
    },
    fromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above is severe (no published figure).',
    },
  },
  countsFrom: (p) => p.fromSeverity,
  // Shifts in hand are known whole, however long they are.
  lookback: () => 0,
  describe: (p) =>
    `No content of S${p.fromSeverity} and above in the last ${p.lastMinutes} minutes of a shift.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const seen = segments(timeline);
    const breaches: Breach[] = [];
    for (const shift of timeline.shifts) {
      if (shift.end <= from) continue;
      const start = Math.max(shift.start, shift.end - p.lastMinutes * MINUTE);
      for (let i = firstEndingAfter(seen, Math.max(start, from)); i < seen.length; i++) {
        const segment = seen[i];
        if (!segment || segment.start >= shift.end) break;
        const span = intersection(segment, { start, end: shift.end });
        if (!span || segment.severity < p.fromSeverity) continue;
        const observed = minutesOf({ start: span.end, end: shift.end });
        breaches.push({ span, observed, limit: p.lastMinutes });
      }
    }
    return breaches;
  },
  explain: (breach, p) =>
    `Content of S${p.fromSeverity} and above until ${figure(breach.observed, breach.limit)} minutes ` +
    `before the end of a shift, where ${breach.limit} are the least.`,
});
