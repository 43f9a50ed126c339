import { contains, type Instant, MINUTE, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { seenOutsideShifts } from '../domain/working-time.ts';
import { type EnforcedRule, judgeable } from '../rules/enforced.ts';
import { lookbackOf, type Objection } from './objections.ts';

/** The first instant at which work would pass a limit. */
export interface Limit {
  readonly at: Instant;
  /** What ends it; null when nothing does before the work's end. */
  readonly by: Objection | null;
}

/** A limit, and all that it was found by. */
interface Kept extends Span {
  readonly limit: Limit;
  readonly rules: readonly EnforcedRule[];
  readonly facts: readonly unknown[];
  readonly outside: string;
}

const kept = new WeakMap<Timeline['shifts'], Kept>();

/**
 * The limit by rules that are the same for all kinds of work. They look at shifts, breaks and what
 * was seen outside shifts, so their limit stays where it is while somebody works on in a shift: it is
 * found once, up to the shift's end, and again when one of these changes.
 */
export function commonLimit(
  rules: readonly EnforcedRule[],
  timeline: Timeline,
  work: Span,
  find: (work: Span) => Limit,
): Limit {
  const { shifts, breaks, silences, zones, blocks } = timeline;
  const facts = [breaks, silences, zones, blocks];
  const outside = seenOutside(rules, timeline, work.start);
  const known = kept.get(shifts);
  const stands =
    known !== undefined &&
    known.rules === rules &&
    known.outside === outside &&
    facts.every((list, i) => list === known.facts[i]) &&
    known.start <= work.start &&
    work.start < known.limit.at &&
    work.end <= known.end &&
    rules.every((rule) => judgeable(rule, timeline, work.start).kind === 'judged');
  if (stands) return cut(known.limit, work.end);
  const shiftEnd = shifts.find((shift) => contains(shift, work.start))?.end ?? work.end;
  const span = { start: work.start, end: Math.max(work.end, shiftEnd) };
  const limit = find(span);
  kept.set(shifts, { ...span, limit, rules, facts, outside });
  return cut(limit, work.end);
}

function cut(limit: Limit, end: Instant): Limit {
  return limit.at < end ? limit : { at: end, by: null };
}

/** What was seen outside shifts as far back as the rules look, in a word. */
function seenOutside(rules: readonly EnforcedRule[], timeline: Timeline, at: Instant): string {
  const outside = seenOutsideShifts(timeline);
  if (outside.length === 0) return '';
  const from = at - Math.max(0, ...rules.map(lookbackOf)) * MINUTE;
  const seen = outside.filter(({ end }) => end > from);
  return seen.map(({ start, end }) => `${start}-${end}`).join(' ');
}
