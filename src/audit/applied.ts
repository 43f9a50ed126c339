import type { HandedOut } from '../domain/recorded.ts';
import { type Instant, intersection, MINUTE, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';

/** The rules in force for the person at an instant, and when they are known to change. */
export interface RulesAt {
  (at: Instant): readonly EnforcedRule[];
  readonly changes?: readonly Instant[];
}

/** A rule with its numbers and the time that it is to be asked about. */
export interface Applied {
  readonly enforced: EnforcedRule;
  readonly spans: readonly Span[];
}

/**
 * Which rules a span is judged by: those in force at the time itself, and, for what was handed out,
 * those in force when that was decided (before the lease was last decided: when it was claimed).
 * Each rule comes once per set of numbers.
 */
export function applied(
  timeline: Timeline,
  handedOut: ReadonlyMap<bigint, HandedOut>,
  span: Span,
  rulesAt: RulesAt,
): readonly Applied[] {
  const found = new Map<string, { enforced: EnforcedRule; spans: Span[] }>();
  const apply = (at: Span, rules: readonly EnforcedRule[]) => {
    const within = intersection(at, span);
    if (!within) return;
    for (const enforced of rules) {
      const own = found.get(key(enforced)) ?? { enforced, spans: [] };
      own.spans.push(within);
      found.set(key(enforced), own);
    }
  };
  for (const period of periods(span, rulesAt)) apply(period, rulesAt(period.start));
  for (const { start, end, assignment } of timeline.exposures) {
    const decision = assignment === null ? undefined : handedOut.get(assignment);
    if (!decision) continue;
    const { decidedAt, leaseDecidedAt } = decision;
    apply({ start, end: Math.min(end, leaseDecidedAt) }, rulesAt(decidedAt));
    apply({ start: Math.max(start, leaseDecidedAt), end }, rulesAt(leaseDecidedAt));
  }
  return [...found.values()];
}

const GRID = 15 * MINUTE;

/**
 * The span in periods of one policy each. The policy is looked up every quarter of an hour, and when
 * it is known to change, and the instant of a change searched for: another one that came and went
 * within a quarter is not seen.
 */
export function periods(span: Span, rulesAt: RulesAt): readonly Span[] {
  const found: Span[] = [];
  let start = span.start;
  const looks = looksIn(span, rulesAt.changes ?? []);
  for (const [i, from] of looks.entries()) {
    const to = Math.min(looks[i + 1] ?? span.end, span.end - 1);
    if (to <= from || same(rulesAt(from), rulesAt(to))) continue;
    const change = changeWithin(from, to, rulesAt);
    found.push({ start, end: change });
    start = change;
  }
  if (start < span.end) found.push({ start, end: span.end });
  return found;
}

function looksIn(span: Span, changes: readonly Instant[]): readonly Instant[] {
  const looks: Instant[] = [];
  for (let at = span.start; at < span.end; at += GRID) looks.push(at);
  const between = changes.filter((at) => span.start < at && at < span.end);
  if (between.length === 0) return looks;
  return [...new Set([...looks, ...between])].sort((a, b) => a - b);
}

/** The first instant after `from` whose policy differs, given that the one at `to` does. */
function changeWithin(from: Instant, to: Instant, rulesAt: RulesAt): Instant {
  const old = rulesAt(from);
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (same(old, rulesAt(middle))) before = middle;
    else after = middle;
  }
  return after;
}

function same(a: readonly EnforcedRule[], b: readonly EnforcedRule[]): boolean {
  return a === b || (a.length === b.length && names(a) === names(b));
}

function names(rules: readonly EnforcedRule[]): string {
  return rules.map(key).toSorted().join('\n');
}

const keys = new WeakMap<EnforcedRule, string>();

/** What makes a rule the same rule: remembered, because a day asks hundreds of times. */
function key(enforced: EnforcedRule): string {
  const known = keys.get(enforced);
  if (known !== undefined) return known;
  const { rule, level, params, open = null } = enforced;
  const made = JSON.stringify([rule.id, level, Object.entries(params).toSorted(), open]);
  keys.set(enforced, made);
  return made;
}
