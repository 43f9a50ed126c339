import type { HandedOut } from '../domain/recorded.ts';
import { intersect, subtract } from '../domain/spans.ts';
import { type Instant, overlaps, type Span } from '../domain/time.ts';
import type { Exposure } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { periods } from './applied.ts';
import { breached } from './breached.ts';
import { learntAt } from './facts.ts';
import { blame, type Caused, type Inquiry } from './inquiry.ts';
import { asDecided, withoutLaterFacts } from './known.ts';

/** What is asked about an assignment's exposure. */
interface Question {
  /** The time in breach. */
  readonly spans: readonly Span[];
  /** The instant of the exposure that somebody decided to let happen. */
  readonly at: Instant;
  /** The time that would be in breach without it too, by what else was seen then: left out. */
  readonly unaided: readonly Span[];
}

/** Why an assignment's exposure led to a breach: steps 3 to 6 of `causes`. */
export function causesOf(
  inquiry: Inquiry,
  exposure: Exposure,
  { spans, at, unaided }: Question,
): readonly Caused[] {
  const id = exposure.assignment;
  const decision = id === null ? undefined : inquiry.handedOut.get(id);
  if (!decision) return blame(spans, 'handed-out', id);
  if (at >= decision.leaseUntil && spans.some((span) => overlaps(span, exposure)))
    return blame(subtract(spans, unaided), 'overrun', id);
  let left = spans;
  const found: Caused[] = [];
  for (const state of statesOf(inquiry, decision, at)) {
    if (left.length === 0) break;
    const lawful = byPolicy(inquiry, state, left);
    const refused = refusedAt(inquiry, decision, state, lawful);
    const own = subtract(left, [...refused, ...unaided]);
    found.push(
      ...blame(subtract(own, lawful), 'policy-changed', id),
      ...learntLater(inquiry, decision, state, intersect(own, lawful)),
    );
    left = refused;
  }
  return [...found, ...blame(left, 'handed-out', id)];
}

/**
 * The decisions that may have let an instant of the work happen, each as what was known then: after
 * the last one only that; before, the first, and each fact learnt and each policy since.
 */
function statesOf(
  { facts, rulesAt }: Inquiry,
  decision: HandedOut,
  at: Instant,
): readonly Instant[] {
  const { decidedAt, leaseDecidedAt } = decision;
  if (at >= leaseDecidedAt) return [leaseDecidedAt];
  const learnt = [
    ...learntAt(facts),
    ...periods({ start: decidedAt, end: at + 1 }, rulesAt).map((period) => period.start),
  ].filter((instant) => decidedAt < instant && instant <= at);
  return [decidedAt, ...new Set(learnt.toSorted((a, b) => a - b))];
}

/**
 * The rule with the numbers of the policy at an instant, if it was in force at this level. While it
 * was overridden and law as well, the law's own is meant where the law's was breached.
 */
function ruleAt({ rulesAt, enforced }: Inquiry, at: Instant): EnforcedRule | undefined {
  const found = rulesAt(at).filter(
    ({ rule, level }) => rule.id === enforced.rule.id && level === enforced.level,
  );
  const [first] = found;
  return found.length > 1 && !enforced.open
    ? (found.find((one) => isSameNumbers(one, enforced)) ?? first)
    : first;
}

function isSameNumbers(a: EnforcedRule, b: EnforcedRule): boolean {
  return !a.open && Object.entries(a.params).every(([name, value]) => b.params[name] === value);
}

/** What is a breach by the policy in force at a decision too. */
function byPolicy(inquiry: Inquiry, state: Instant, spans: readonly Span[]): readonly Span[] {
  const rule = ruleAt(inquiry, state);
  if (!rule) return [];
  return breached(rule, inquiry.timeline, spans) ?? spans;
}

/** What should have been refused: the rule objects to it on what was known, or could not say. */
function refusedAt(
  inquiry: Inquiry,
  decision: HandedOut,
  state: Instant,
  spans: readonly Span[],
): readonly Span[] {
  const rule = ruleAt(inquiry, state);
  if (!rule || spans.length === 0) return [];
  const { before, after } = asDecided(inquiry.facts, decision, state);
  const old = breached(rule, before, spans, after);
  const now = breached(rule, after, spans);
  return old && now ? subtract(now, old) : spans;
}

/** Takes away what was learnt after a decision; what nothing clears stays unexplained: ours. */
function learntLater(
  inquiry: Inquiry,
  decision: HandedOut,
  state: Instant,
  spans: readonly Span[],
): readonly Caused[] {
  const rule = ruleAt(inquiry, state);
  if (!rule || spans.length === 0) return [];
  const causes = ['outside-assignment', 'reclassified', 'overrun'] as const;
  let left = spans;
  const found: Caused[] = [];
  withoutLaterFacts(inquiry.facts, decision, state).forEach((timeline, i) => {
    const still = left.length > 0 ? (breached(rule, timeline, left) ?? left) : [];
    found.push(...blame(subtract(left, still), causes[i] ?? 'handed-out', decision.id));
    left = still;
  });
  return [...found, ...blame(left, 'handed-out', decision.id)];
}
