import {
  AFTERMATH,
  AFTERMATH_BECAUSE,
  type AftermathLimits,
  aftermaths,
  aftermathWords,
  LONGEST_ITEM,
} from '../domain/aftermath.ts';
import { SEVERE } from '../domain/category.ts';
import { LONGEST_WINDOW } from '../domain/day-limit.ts';
import { localDays } from '../domain/local-days.ts';
import { segmentsAfter } from '../domain/segments.ts';
import { type Instant, intersection, MINUTE, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { type Breach, defineRule } from './rule.ts';

type Limits = AftermathLimits & { readonly fromSeverity: number };

/**
 * No severe content for the rest of the shift after the worst there is, after what was much worse than
 * announced, and after a flag, unless the person agrees to it afterwards, until the next time. Outside
 * of shifts it is the rest of the local day.
 */
export const rule = defineRule<Limits>({
  id: 'severe-after-aftermath',
  title: 'Severe work afterwards',
  because: `${AFTERMATH_BECAUSE} That it holds for the rest of the shift: no published figure.`,
  parameters: {
    fromSeverity: {
      value: SEVERE,
      unit: 'severity',
      stricter: 'lower',
      says: 'Content of this severity and above must be agreed to afterwards (no published figure).',
    },
    ...AFTERMATH,
  },
  overridable: false,
  countsFrom: (p) => p.fromSeverity,
  lookback: () => LONGEST_WINDOW + LONGEST_ITEM,
  describe: (p) =>
    `No content of S${p.fromSeverity} and above for the rest of the shift after ` +
    `${aftermathWords(p)}, unless it is agreed to afterwards.`,
  check: (timeline, p, from = Number.NEGATIVE_INFINITY) => {
    const closed = closedTime(timeline, p, from);
    if (closed.length === 0) return [];
    const breaches: Breach[] = [];
    let next = 0;
    for (const segment of segmentsAfter(timeline, from)) {
      if (segment.severity < p.fromSeverity) continue;
      while ((closed[next]?.end ?? Number.POSITIVE_INFINITY) <= segment.start) next++;
      for (let i = next; i < closed.length; i++) {
        const span = intersection(closed[i] ?? segment, segment);
        if (!span) break;
        breaches.push({ span, observed: segment.severity, limit: p.fromSeverity - 1 });
      }
    }
    return breaches;
  },
  explain: (breach) =>
    `Content of S${breach.observed} later in the same shift, without having agreed to it since, ` +
    `where S${breach.limit} is the most.`,
});

/** When severe content is not to be seen, in ascending order and disjoint. */
function closedTime(timeline: Timeline, p: Limits, from: Instant): readonly Span[] {
  const ends = aftermaths(timeline, p, from - LONGEST_WINDOW * MINUTE);
  if (ends.length === 0) return [];
  const said = timeline.agreements.filter(({ to }) => to === 'severe-after-aftermath');
  // What is agreed to at the very instant is agreed to afterwards.
  const events = [...ends.map((at) => ({ at, granted: null })), ...said].toSorted(
    (a, b) => a.at - b.at,
  );
  const closed: Span[] = [];
  let until = Number.NEGATIVE_INFINITY;
  /** To the end of all of them, should an agreement be taken back. */
  let longest = Number.NEGATIVE_INFINITY;
  events.forEach(({ at, granted }, i) => {
    const rest = granted === null ? restUntil(timeline, at) : at;
    longest = Math.max(longest, rest);
    if (granted === true) until = at;
    else until = granted === null ? Math.max(until, rest) : longest;
    const end = Math.min(until, events[i + 1]?.at ?? until);
    if (at < end) closed.push({ start: at, end });
  });
  return closed;
}

/** The end of the shift that an instant lies in, or ends; else of the local day. */
function restUntil(timeline: Timeline, at: Instant): Instant {
  const shifts = timeline.shifts.filter(({ start, end }) => start <= at && at <= end);
  if (shifts.length > 0) return Math.max(...shifts.map(({ end }) => end));
  const zone = timeline.zones.findLast(({ from }) => from <= at) ?? timeline.zones[0];
  const days = zone ? localDays([zone], { start: at, end: at + 1 }) : [];
  return Math.max(at, ...days.map(({ end }) => end));
}
