import { SEVERE } from '../domain/category.ts';
import { figure } from '../domain/figure.ts';
import { segments } from '../domain/segments.ts';
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
  check: (timeline, p) => {
    const severe = segments(timeline).filter((one) => one.severity >= p.fromSeverity);
    const breaches: Breach[] = [];
    let next = 0;
    for (const shift of timeline.shifts) {
      const start = Math.max(shift.start, shift.end - p.lastMinutes * MINUTE);
      while ((severe[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
      for (let i = next; i < severe.length; i++) {
        const span = intersection(severe[i] ?? shift, { start, end: shift.end });
        if (!span) break;
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
