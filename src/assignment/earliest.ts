import type { Category, Severity } from '../domain/category.ts';
import { type Instant, MINUTE, type Minutes, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { hard, objectionOf, withProposal } from './objections.ts';

/** A kind of work, and how many minutes of it are asked for. */
export interface Work {
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly minutes: Minutes;
}

const STEP = 5 * MINUTE;

/**
 * Looks every 5 minutes of the clock, then at each minute of the step before the first that fits:
 * a window shorter than 5 minutes may be missed. They are taken to rest from now, `within.start`, until
 * then. `from`: they cannot begin before.
 */
export function earliest(
  timeline: Timeline,
  within: Span,
  work: Work,
  rules: readonly EnforcedRule[],
  from: Instant = within.start,
): Instant | null {
  const refusing = refusals(timeline, within.start, work, rules);
  const fits = (at: Instant) => refusing(at) === null;
  const last = within.end - Math.ceil(work.minutes * MINUTE);
  if (from > last) return null;
  const refusal = refusing(from);
  if (refusal === null) return from;
  if (refusal.rule.waitingHelps === false) return null;
  const first = Math.floor(from / STEP) * STEP + STEP;
  for (let at = first; at <= last; at += STEP) {
    if (!fits(at)) continue;
    for (let minute = at - STEP + MINUTE; minute < at; minute += MINUTE)
      if (minute > from && fits(minute)) return minute;
    return at;
  }
  return null;
}

/** The rule that refuses the work at an instant, or null; the one that refused last is asked first. */
function refusals(
  timeline: Timeline,
  now: Instant,
  work: Work,
  rules: readonly EnforcedRule[],
): (at: Instant) => EnforcedRule | null {
  const { severity, categories } = work;
  // A refusal that waiting does not lift ends the search, so it is looked for first.
  const ordered = hard(rules).toSorted((a, b) => waits(a) - waits(b));
  let asked = ordered;
  return (at) => {
    const end = at + Math.ceil(work.minutes * MINUTE);
    const proposal = { start: at, end, severity, categories };
    const after = withProposal(timeline, proposal);
    const before = { timeline, at: now };
    const first = asked.find((rule) => objectionOf(rule, before, after, proposal) !== null);
    if (first) asked = [first, ...asked.filter((one) => one !== first)];
    return first ?? null;
  };
}

function waits({ rule }: EnforcedRule): number {
  return rule.waitingHelps === false ? 0 : 1;
}
