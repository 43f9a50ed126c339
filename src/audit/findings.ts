import type { MissedBy } from '../domain/missed-break.ts';
import type { Level } from '../domain/policy.ts';
import { intersect, subtract, union } from '../domain/spans.ts';
import { overlaps, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { type EnforcedRule, judge, judgeable, opened, type Verdict } from '../rules/enforced.ts';
import type { Breach } from '../rules/rule.ts';
import { applied, type RulesAt } from './applied.ts';
import { causes } from './cause.ts';
import { type Facts, timelineOf } from './facts.ts';
import type { Cause, Caused, Inquiry } from './inquiry.ts';

export type { Cause } from './inquiry.ts';

/** Time in which a rule did not hold, why, and by how much at the worst. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly cause: Cause;
  readonly span: Span;
  readonly observed: number;
  readonly limit: number;
  /** The assignment that was looked into; null where none was. */
  readonly assignment: bigint | null;
  readonly explanation: string;
  /** Of a break that was missed: whose decision it was; null: nobody looked into it. */
  readonly missedBy?: MissedBy | null;
}

export interface AuditResult {
  /** In ascending order of start; those of one rule and level are disjoint. */
  readonly findings: readonly Finding[];
  /** Rules that could not say, and why: the span is not clean by them. */
  readonly unverified: readonly { readonly rule: string; readonly why: string }[];
  /** Time in which a rule that was overridden did not hold: not clean, and no finding. */
  readonly overridden: readonly Overridden[];
}

export interface Overridden {
  readonly rule: string;
  readonly level: Level;
  readonly span: Span;
}

/** What did not hold in a closed span of one person's work, at every level, each with its cause. */
export function findings(facts: Facts, span: Span, rulesAt: RulesAt): AuditResult {
  const timeline = timelineOf(facts);
  const handedOut = new Map(facts.handedOut.map((decision) => [decision.id, decision]));
  const unverified = new Map<string, { rule: string; why: string }>();
  const wrong = new Map<string, Wrong[]>();
  const overridden: Overridden[] = [];
  for (const { enforced, spans } of applied(timeline, handedOut, span, rulesAt)) {
    const verdict = judgeAll(enforced, timeline, span);
    const { id: rule } = enforced.rule;
    if (verdict.kind === 'unknown') {
      unverified.set(`${rule} ${verdict.why}`, { rule, why: verdict.why });
      continue;
    }
    const open = opened(enforced, timeline);
    const own = verdict.breaches.flatMap((breach) =>
      subtract(intersect([breach.span], spans), open).map((piece) => {
        return { enforced, breach, span: piece };
      }),
    );
    const { level } = enforced;
    const broken = verdict.breaches.map((breach) => breach.span);
    for (const piece of union(intersect(intersect(broken, spans), open)))
      overridden.push({ rule, level, span: piece });
    const key = `${rule} ${level}`;
    wrong.set(key, [...(wrong.get(key) ?? []), ...own]);
  }
  const base = { facts, timeline, handedOut, rulesAt };
  const found = [...wrong.values()].flatMap((list) => explained(base, list));
  return {
    findings: found.toSorted((a, b) => a.span.start - b.span.start),
    unverified: [...unverified.values()],
    overridden: overridden.toSorted((a, b) => a.span.start - b.span.start),
  };
}

/** A closed span is judged from its first instant to its last, so its past must be known too. */
function judgeAll(enforced: EnforcedRule, timeline: Timeline, span: Span): Verdict {
  const first = judgeable(enforced, timeline, span.start);
  return first.kind === 'unknown' ? first : judge(enforced, timeline, span.end, span.start);
}

/** A piece of the span in which a rule did not hold, by one of the policies that applied. */
interface Wrong {
  readonly enforced: EnforcedRule;
  readonly breach: Breach;
  readonly span: Span;
}

/** The findings of one rule at one level; time in breach by two policies is looked into once. */
function explained(base: Omit<Inquiry, 'enforced'>, wrong: readonly Wrong[]): readonly Finding[] {
  const looked: Span[] = [];
  const pieces: Caused[] = [];
  for (const enforced of new Set(wrong.map((one) => one.enforced))) {
    const own = wrong.filter((one) => one.enforced === enforced).map((one) => one.span);
    const spans = subtract(own, looked);
    pieces.push(...spans.flatMap((span) => causes({ ...base, enforced }, span)));
    looked.push(...spans);
  }
  return merged(pieces).map((piece) => findingOf(piece, wrong));
}

function merged(pieces: readonly Caused[]): readonly Caused[] {
  const found: Caused[] = [];
  for (const piece of pieces.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    const continues =
      last?.end === piece.start &&
      last.cause === piece.cause &&
      last.assignment === piece.assignment;
    if (last && continues) found[found.length - 1] = { ...last, end: piece.end };
    else found.push(piece);
  }
  return found;
}

function findingOf(piece: Caused, wrong: readonly Wrong[]): Finding {
  const { start, end, assignment } = piece;
  const { enforced, breach } = wrong
    .filter((one) => overlaps(one.span, piece))
    .reduce((a, b) => (excess(b.breach) > excess(a.breach) ? b : a));
  const { rule, level, params } = enforced;
  // Only hard rules are asked before something is handed out: below that it was the plan's to avoid.
  const cause = piece.cause === 'handed-out' && level !== 'hard' ? 'schedule' : piece.cause;
  return {
    rule: rule.id,
    level,
    cause,
    span: { start, end },
    observed: breach.observed,
    limit: breach.limit,
    assignment,
    explanation: `${rule.explain(breach, params)} ${SAID[cause]}`,
  };
}

/** Some limits are floors (rest), so the distance counts. */
function excess(breach: Breach): number {
  return Math.abs(breach.observed - breach.limit);
}

const SAID: Readonly<Record<Cause, string>> = {
  'handed-out': 'It was handed out although this was to be known.',
  overrun: 'Work went on after the end of its lease.',
  reclassified: 'What had been handed out was graded or timed differently afterwards.',
  'outside-assignment': 'Something seen outside an assignment led to it.',
  'policy-changed': 'The policy was changed after it had been handed out.',
  schedule: 'It follows from how the work was planned.',
};
