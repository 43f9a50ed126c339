import { figure } from '../domain/figure.ts';
import { segments } from '../domain/segments.ts';
import { firstEndingAfter } from '../domain/spans.ts';
import { HOUR, type Instant, MINUTE, type Minutes } from '../domain/time.ts';
import type { Shift, Timeline } from '../domain/timeline.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = { readonly restMinutes: Minutes };

/**
 * Rest in one piece before each shift: after the shift before it, within the 24 hours before it
 * starts. Work outside a shift interrupts the rest; an early start after enough of it does not. What
 * should not have been worked is the shift until enough rest since the last work would be over.
 */
export const rule = defineRule<Limits>({
  id: 'daily-rest',
  title: 'Daily rest',
  because:
    'Directive 2003/88/EC art. 3: 11 consecutive hours in each 24; Vedaa 2015: quick returns of ' +
    'less than 11 h harm sleep.',
  parameters: {
    restMinutes: {
      value: 660,
      unit: 'minutes',
      stricter: 'higher',
      says: 'Minutes of rest in one piece before a shift (Directive 2003/88/EC: 11 h).',
    },
  },
  sameForAll: true,
  lookback: (p) => p.restMinutes + searchedMinutes(p),
  describe: (p) => `At least ${p.restMinutes} minutes of rest in one piece before each shift.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const breaches: Breach[] = [];
    for (const shift of timeline.shifts) {
      if (shift.end <= from) continue;
      const { minutes, lastWork } = restBefore(shift, timeline, searchedMinutes(p));
      const end = Math.min(shift.end, lastWork + p.restMinutes * MINUTE);
      if (minutes < p.restMinutes && shift.start < end)
        breaches.push({
          span: { start: shift.start, end },
          observed: minutes,
          limit: p.restMinutes,
        });
    }
    return breaches;
  },
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of rest in one piece before a shift, where ` +
    `${breach.limit} are the least.`,
});

/** How far before a shift rest is looked for: 24 hours, as the directive counts. */
function searchedMinutes(p: Limits): Minutes {
  return Math.max((24 * HOUR) / MINUTE, p.restMinutes);
}

/** The longest rest in one piece before a shift, and when the last work before it ended. */
function restBefore(shift: Shift, timeline: Timeline, searched: Minutes) {
  const searchedFrom = shift.start - searched * MINUTE;
  const seen = segments(timeline);
  let lastWork: Instant = searchedFrom;
  let longest = 0;
  for (const earlier of timeline.shifts)
    if (earlier.start < shift.start)
      lastWork = Math.max(lastWork, Math.min(earlier.end, shift.start));
  for (let i = firstEndingAfter(seen, searchedFrom); i < seen.length; i++) {
    const work = seen[i];
    if (!work || work.start >= shift.start) break;
    longest = Math.max(longest, work.start - lastWork);
    lastWork = Math.max(lastWork, Math.min(work.end, shift.start));
  }
  return { minutes: Math.max(longest, shift.start - lastWork) / MINUTE, lastWork };
}
