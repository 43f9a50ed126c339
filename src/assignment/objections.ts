import type { Category, Severity } from '../domain/category.ts';
import { subtract } from '../domain/spans.ts';
import { type Instant, MINUTE, type Minutes, type Span } from '../domain/time.ts';
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
  // One for all rules that see the same past: what is derived from it is remembered by it.
  const afters = new Map<Timeline, Timeline>();
  return hard(rules).flatMap((rule) => {
    const recent = recentFor(rule, timeline, proposal.start);
    const before = judgedBefore(rule, recent, proposal.start);
    if (isMilder(rule, before, proposal)) return [];
    const after = afters.get(recent) ?? withProposal(recent, proposal);
    afters.set(recent, after);
    return objectionOf(rule, before, after, proposal) ?? [];
  });
}

/** Work that a rule does not look at, as it says itself; one that cannot say anything objects. */
export function isMilder(
  { rule, params }: EnforcedRule,
  before: Verdict,
  { severity }: Pick<Proposal, 'severity'>,
): boolean {
  const from = rule.countsFrom?.(params);
  return before.kind === 'judged' && from !== undefined && severity < from;
}

export function hard(rules: readonly EnforcedRule[]): readonly EnforcedRule[] {
  return rules.filter((rule) => rule.level === 'hard');
}

/** The timeline as it would be with the work in it, known to its end: a reservation. */
export function withProposal(timeline: Timeline, proposal: Proposal): Timeline {
  return withExposure(timeline, {
    ...proposal,
    origin: 'assignment',
    assignment: proposal.assignment ?? null,
    recordedAt: proposal.start,
  });
}

/**
 * What one rule holds against work, or null, given what it said without it and the timeline with it.
 * Work changes nothing that was before it.
 */
export function objectionOf(
  enforced: EnforcedRule,
  before: Verdict,
  after: Timeline,
  work: Span,
): Objection | null {
  if (before.kind === 'unknown') return unknown(enforced, before.why);
  const judged = judge(enforced, after, work.end);
  if (judged.kind === 'unknown') return unknown(enforced, judged.why);
  const old = [...before.breaches.map(({ span }) => span), ...opened(enforced, after)];
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
const known = new WeakMap<Timeline, Map<EnforcedRule, Judged>>();

/**
 * The verdict on the timeline without the work, at the instant the work would begin (a live
 * timeline is known no further), as far as it matters for the work. Remembered: many proposals are
 * weighed against one timeline.
 */
export function judgedBefore(enforced: EnforcedRule, timeline: Timeline, at: Instant): Verdict {
  const own = known.get(timeline) ?? new Map<EnforcedRule, Judged>();
  known.set(timeline, own);
  const last = own.get(enforced);
  if (last?.at === at) return last.verdict;
  // Breaches of such a rule lie in exposure, so where none goes on there is none to come.
  const isPast = enforced.rule.countsFrom && endOf(timeline.exposures) <= at;
  const verdict = (isPast ? judgeable : judge)(enforced, timeline, at);
  own.set(enforced, { at, verdict });
  return verdict;
}

const ends = new WeakMap<Timeline['exposures'], Instant>();

function endOf(exposures: Timeline['exposures']): Instant {
  const known =
    ends.get(exposures) ??
    exposures.reduce((end, one) => Math.max(end, one.end), Number.NEGATIVE_INFINITY);
  ends.set(exposures, known);
  return known;
}

type Recents = { readonly at: Instant; readonly from: Map<Minutes, Timeline> };
const recents = new WeakMap<Timeline, Recents>();

/**
 * The timeline without what a rule does not look back to from an instant on: it says the same of
 * that instant and of any later one, and sooner. The same one if there are none, and one
 * for all rules that look back as far.
 */
export function recentFor(enforced: EnforcedRule, timeline: Timeline, at: Instant): Timeline {
  const last = recents.get(timeline);
  const own = last?.at === at ? last : { at, from: new Map<Minutes, Timeline>() };
  recents.set(timeline, own);
  const lookback = lookbackOf(enforced);
  const known = own.from.get(lookback);
  if (known) return known;
  const recent = since(timeline, at - lookback * MINUTE);
  own.from.set(lookback, recent);
  return recent;
}

/** Without what ended before an instant, as if it had been loaded so: nothing earlier is known. */
function since(timeline: Timeline, from: Instant): Timeline {
  const later = <T extends Span>(facts: readonly T[]): readonly T[] =>
    facts.every(({ end }) => end > from) ? facts : facts.filter(({ end }) => end > from);
  const [exposures, shifts] = [later(timeline.exposures), later(timeline.shifts)];
  const [breaks, silences] = [later(timeline.breaks), later(timeline.silences)];
  const isAll = exposures === timeline.exposures && shifts === timeline.shifts;
  if (isAll && breaks === timeline.breaks && silences === timeline.silences) return timeline;
  const knownFrom = Math.max(timeline.knownFrom, from);
  return { ...timeline, knownFrom, exposures, shifts, breaks, silences };
}

/** Whoever judges by a rule that cannot say finds out, and says so: nothing is left out for it. */
export function lookbackOf({ rule, params }: EnforcedRule): Minutes {
  try {
    return rule.lookback(params);
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
