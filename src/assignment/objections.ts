import type { Category, Severity } from '../domain/category.ts';
import { Kept } from '../domain/kept.ts';
import { subtract } from '../domain/spans.ts';
import type { Instant, Minutes, Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { withExposure } from '../domain/with-exposure.ts';
import { type EnforcedRule, judge, judgeable, opened, type Verdict } from '../rules/enforced.ts';
import type { Breach } from '../rules/rule.ts';

/** Work that somebody might be given: what it is, and for how long at most. */
export interface Proposal extends Span {
  readonly severity: Severity;
  readonly categories: readonly Category[];
  /** Set where this is more of what they already hold, and not the next item. */
  readonly assignment?: bigint;
}

/** A reason against it, in the rule's own words; 'unknown' when nobody can say that it is safe. */
export type Objection =
  | {
      readonly kind: 'breach';
      readonly rule: string;
      readonly title: string;
      readonly says: string;
      /** `span` is the first time that this work would put past the limit. */
      readonly breach: Breach;
    }
  | {
      readonly kind: 'unknown';
      readonly rule: string;
      readonly title: string;
      readonly says: string;
    };

/**
 * Why a person may not take this work, by the hard rules; empty: they may. Only time that the work
 * itself puts past a limit counts, so an old breach is neither held against it nor hides a new one.
 */
export function objections(
  timeline: Timeline,
  proposal: Proposal,
  rules: readonly EnforcedRule[],
): readonly Objection[] {
  const before = { timeline, at: proposal.start };
  const after = withProposal(timeline, proposal);
  return hard(rules).flatMap((rule) => objectionOf(rule, before, after, proposal) ?? []);
}

/** Work that a rule does not look at, as it says itself. */
function isMilder({ rule, params }: EnforcedRule, { severity }: Pick<Proposal, 'severity'>) {
  const from = rule.countsFrom?.(params);
  return from !== undefined && severity < from;
}

/** A timeline without the work, and the instant from which on that is weighed. */
export interface Before {
  readonly timeline: Timeline;
  readonly at: Instant;
}

export function hard(rules: readonly EnforcedRule[]): readonly EnforcedRule[] {
  return rules.filter((rule) => rule.level === 'hard');
}

/** The timeline as it would be with the work in it, known to its end: a reservation. */
export function withProposal(timeline: Timeline, proposal: Proposal): Timeline {
  // Field by field: to spread a proposal takes longer than all the rest.
  const { start, end, severity, categories, assignment = null } = proposal;
  const origin = 'assignment';
  const seen = { start, end, severity, categories, origin, assignment, recordedAt: start } as const;
  return withExposure(timeline, seen);
}

/**
 * What one rule holds against work, or null, given the timeline with it. Work changes nothing that was
 * before it. A rule that cannot say anything objects.
 */
export function objectionOf(
  enforced: EnforcedRule,
  before: Before,
  after: Timeline,
  work: Proposal,
): Objection | null {
  const asked = judgeable(enforced, before.timeline, before.at);
  if (asked.kind === 'unknown') return unknown(enforced, asked.why);
  if (isMilder(enforced, work)) return null;
  const judged = judge(enforced, after, work.end, work.start);
  if (judged.kind === 'unknown') return unknown(enforced, judged.why);
  if (judged.breaches.length === 0) return null;
  // Only what was broken is compared with what was before: mostly nothing is.
  const was = judgedBefore(enforced, before);
  if (was.kind === 'unknown') return unknown(enforced, was.why);
  const old = [...was.breaches.map(({ span }) => span), ...opened(enforced, after)];
  const first = firstNew(judged.breaches, old, work.start);
  if (!first) return null;
  const { id: rule, title } = enforced.rule;
  const says = enforced.rule.explain(first, enforced.params);
  return { kind: 'breach', rule, title, says, breach: first };
}

/** The first breach from an instant on that does not lie in time that counts as broken, or open. */
function firstNew(
  breaches: readonly Breach[],
  except: readonly Span[],
  from: Instant,
): Breach | null {
  const old = [
    { start: Number.NEGATIVE_INFINITY, end: from },
    ...except.filter(({ end }) => end > from),
  ];
  let first: Breach | null = null;
  for (const breach of breaches)
    if (breach.span.end > from)
      for (const span of subtract([breach.span], old))
        if (!first || span.start < first.span.start) first = { ...breach, span };
  return first;
}

function unknown({ rule }: EnforcedRule, why: string): Objection {
  const says = `It cannot be told whether this holds, so it counts as a no: ${why}.`;
  return { kind: 'unknown', rule: rule.id, title: rule.title, says };
}

type Judged = { readonly at: Instant; readonly verdict: Verdict };
const known = new Kept<Timeline, Map<EnforcedRule, Judged>>();

/**
 * The verdict on the timeline without the work, from the instant the work would begin on (a live
 * timeline is known no further). Remembered: many proposals are weighed against one timeline.
 */
function judgedBefore(enforced: EnforcedRule, { timeline, at }: Before): Verdict {
  const own = known.get(timeline) ?? new Map<EnforcedRule, Judged>();
  known.set(timeline, own);
  const last = own.get(enforced);
  if (last?.at === at) return last.verdict;
  const verdict = judge(enforced, timeline, at, at);
  own.set(enforced, { at, verdict });
  return verdict;
}

/** Whoever judges by a rule that cannot say finds out, and says so: nothing is left out for it. */
export function lookbackOf({ rule, params }: EnforcedRule): Minutes {
  try {
    return rule.lookback(params);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
