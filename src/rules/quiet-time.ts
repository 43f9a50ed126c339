import {
  AFTERMATH,
  AFTERMATH_BECAUSE,
  type AftermathLimits,
  aftermaths,
  aftermathWords,
  LONGEST_ITEM,
} from '../domain/aftermath.ts';
import { figure } from '../domain/figure.ts';
import { pieces } from '../domain/said.ts';
import { segmentsAfter } from '../domain/segments.ts';
import { MINUTE, minutesOf } from '../domain/time.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = AftermathLimits & { readonly quietMinutes: number };

/**
 * No content at all for some minutes after the worst there is, after what was much worse than
 * announced, and after somebody says that something got to them. It begins when the item is over: two
 * of them one after the other break it.
 */
export const rule = defineRule<Limits>({
  id: 'quiet-time',
  title: 'Quiet time afterwards',
  because: `${AFTERMATH_BECAUSE} How many minutes: no published figure.`,
  parameters: {
    quietMinutes: {
      value: 15,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Least minutes without any content afterwards (no published figure).',
    },
    ...AFTERMATH,
  },
  overridable: false,
  countsFrom: () => 0,
  lookback: (p) => p.quietMinutes + LONGEST_ITEM,
  describe: (p) =>
    `At least ${p.quietMinutes} minutes without any content after ${aftermathWords(p)}.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const ends = aftermaths(timeline, p, from - p.quietMinutes * MINUTE);
    if (ends.length === 0) return [];
    const breaches: Breach[] = [];
    let next = 0;
    for (const segment of segmentsAfter(timeline, from)) {
      while ((ends[next + 1] ?? Number.POSITIVE_INFINITY) <= segment.start) next++;
      const inside = [];
      for (let i = next; (ends[i] ?? Number.POSITIVE_INFINITY) < segment.end; i++)
        inside.push(ends[i] ?? segment.end);
      for (const { start, end } of pieces(segment, inside)) {
        const over = inside.findLast((at) => at <= start);
        if (over === undefined) continue;
        const quietUntil = Math.min(end, over + p.quietMinutes * MINUTE);
        const observed = minutesOf({ start: over, end: start });
        if (start < quietUntil)
          breaches.push({ span: { start, end: quietUntil }, observed, limit: p.quietMinutes });
      }
    }
    return breaches;
  },
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of quiet after the worst content, an ` +
    `unexpected item or a flag, where ${breach.limit} are the least.`,
});
