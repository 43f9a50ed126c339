import { disjoint, excessMinutes, longestWindow } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { localDays } from '../domain/local-days.ts';
import { type Instant, type Minutes, minutesOf, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { hoursOfWork } from '../domain/working-time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly limitMinutes: Minutes; readonly weeks: number };

/** The longest period that a law averages over without an agreement (Directive 2003/88/EC art. 19). */
const LONGEST_WEEKS = 26;

/**
 * Work in the weeks that end with a local day, on average, without unpaid breaks: over a number of
 * weeks, and over every longer period up to 26, so that of two periods the shorter protects more. What
 * is not known was not worked.
 */
export const rule = defineRule<Limits>({
  id: 'average-hours',
  title: 'Average hours of work a week',
  because:
    'Directive 2003/88/EC art. 6 and 16: 48 hours with overtime, on average over four months; UK ' +
    'Working Time Regulations 1998: over 17 weeks.',
  baseline: 'law',
  parameters: {
    limitMinutes: {
      value: 2880,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of work a week, on average (Directive 2003/88/EC: 48 h).',
    },
    weeks: {
      value: 17,
      unit: 'weeks',
      stricter: 'lower',
      says: 'Shortest period that is averaged over (UK Working Time Regulations 1998: 17 weeks).',
    },
  },
  sameForAll: true,
  lookback: (p) => longestWindow(7 * Math.max(...periods(p))),
  describe: (p) =>
    `At most ${p.limitMinutes} minutes of work a week on average over ${p.weeks} weeks, without ` +
    'unpaid breaks.',
  check: (timeline, p, from) => {
    const work = hoursOfWork(timeline);
    const all = work.reduce((sum, span) => sum + minutesOf(span), 0);
    const excess = periods(p)
      .filter((weeks) => all > p.limitMinutes * weeks)
      .flatMap((weeks) => averageOver(timeline, work, p.limitMinutes, weeks, from));
    return disjoint(excess).map((one) => ({ ...one, limit: p.limitMinutes }));
  },
  explain: (breach, p) =>
    `${figure(breach.observed, breach.limit)} minutes of work a week on average over ${p.weeks} ` +
    `weeks or longer, where ${breach.limit} are the most.`,
});

function averageOver(
  timeline: Timeline,
  work: readonly Span[],
  limit: Minutes,
  weeks: number,
  from?: Instant,
) {
  return excessMinutes(
    work,
    limit * weeks,
    (span) => localDays(timeline.zones, span, 7 * weeks),
    from,
  ).map(({ span, observed }) => ({ span, observed: observed / weeks }));
}

/** The lengths in weeks that are averaged over, whole ones. */
function periods({ weeks }: Limits): readonly number[] {
  const first = Math.min(LONGEST_WEEKS, Math.max(1, Math.floor(weeks)));
  return Array.from({ length: LONGEST_WEEKS - first + 1 }, (_, i) => first + i);
}
