import { figure } from '../domain/figure.ts';
import { HOUR, type Instant, MINUTE, type Minutes, minutesOf, type Span } from '../domain/time.ts';
import { workPieces } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly restMinutes: Minutes; readonly days: number };

/**
 * Rest in one piece within any so many days that end with work: what should not have been worked is
 * what comes too long after the last such rest. Days are 24 elapsed hours, and the window rolls: where
 * a law counts calendar weeks this protects more. Before the first work that is known there was rest.
 */
export const rule = defineRule<Limits>({
  id: 'weekly-rest',
  title: 'Weekly rest',
  because:
    'Directive 2003/88/EC art. 5: 24 hours and the 11 of the daily rest, in each seven days. That ' +
    'the seven days roll: no published figure.',
  baseline: 'soft',
  parameters: {
    restMinutes: {
      value: 2100,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes of rest in one piece (Directive 2003/88/EC: 24 + 11 h).',
    },
    days: {
      value: 7,
      unit: 'days',
      stricter: 'lower',
      says: 'Days of 24 hours within any of which that rest lies (Directive 2003/88/EC: 7).',
    },
  },
  sameForAll: true,
  lookback: windowMinutes,
  describe: (p) =>
    `At least ${p.restMinutes} minutes of rest in one piece within any ${p.days} days.`,
  check: (timeline, p) => {
    const work = workPieces(timeline);
    const mayWork = (windowMinutes(p) - p.restMinutes) * MINUTE;
    let end: Instant = Number.NEGATIVE_INFINITY;
    let rested: Instant = 0;
    return work.flatMap((piece) => {
      if (piece.start - end >= p.restMinutes * MINUTE) rested = piece.start;
      end = Math.max(end, piece.end);
      const span = { start: Math.max(piece.start, rested + mayWork), end: piece.end };
      if (span.start >= span.end) return [];
      const window = { start: span.end - windowMinutes(p) * MINUTE, end: span.end };
      return { span, observed: longestRest(work, window), limit: p.restMinutes };
    });
  },
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of rest in one piece within ${p.days} days, ` +
    `where ${breach.limit} are the least.`,
});

function windowMinutes(p: Limits): Minutes {
  return (p.days * 24 * HOUR) / MINUTE;
}

/** The longest time within a window in which nothing was worked. */
function longestRest(work: readonly Span[], window: Span): Minutes {
  let longest = 0;
  let end = window.start;
  for (const piece of work) {
    if (piece.start >= window.end) break;
    longest = Math.max(longest, minutesOf({ start: end, end: piece.start }));
    end = Math.max(end, piece.end);
  }
  return longest;
}
