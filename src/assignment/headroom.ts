import { Kept } from '../domain/kept.ts';
import { HOUR, type Instant, MINUTE, type Minutes, minutesOf, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { commonLimit, type Limit } from './common-limit.ts';
import { earliest, type Work } from './earliest.ts';
import {
  hard,
  type Objection,
  objectionOf,
  objections,
  type Proposal,
  withProposal,
} from './objections.ts';

/** How far ahead 'when could they' is looked: until after the next day's shift (no published figure). */
export const HORIZON = 36 * HOUR;

/**
 * How long the work may last: the first instant at which a hard limit would be passed by whoever
 * watches from `proposal.start` on, at most `proposal.end`; `proposal.start` if it may not begin.
 */
export function limitAt(
  timeline: Timeline,
  proposal: Proposal,
  rules: readonly EnforcedRule[],
): Instant {
  return limited(timeline, proposal, rules).at;
}

function limited(timeline: Timeline, proposal: Proposal, rules: readonly EnforcedRule[]): Limit {
  const { start, end } = proposal;
  if (end <= start) return { at: start, by: null };
  const { common, own } = sorted(rules);
  const first = firstLimit(common, timeline, proposal);
  return first.at <= start ? first : limitedBy(own, timeline, proposal, first);
}

type Asked = Span & { readonly rules: readonly EnforcedRule[]; readonly limit: Limit };
const askedLast = new Kept<Timeline, Asked>();

/** By the common rules: many kinds of work are asked about for the same time. */
function firstLimit(rules: readonly EnforcedRule[], timeline: Timeline, proposal: Proposal): Limit {
  const { start, end } = proposal;
  const last = askedLast.get(timeline);
  if (last?.start === start && last.end === end && last.rules === rules) return last.limit;
  const limit = commonLimit(rules, timeline, proposal, (work) =>
    limitedBy(rules, timeline, { ...proposal, ...work }, { at: work.end, by: null }),
  );
  askedLast.set(timeline, { start, end, rules, limit });
  return limit;
}

interface Sorted {
  readonly common: readonly EnforcedRule[];
  readonly own: readonly EnforcedRule[];
}
const sortedBefore = new Kept<readonly EnforcedRule[], Sorted>();

/** The hard rules: those that are the same for all kinds of work, and the others. */
function sorted(rules: readonly EnforcedRule[]): Sorted {
  const known = sortedBefore.get(rules);
  if (known) return known;
  const asked = hard(rules);
  const common = asked.filter(isSameForAll);
  const found = { common, own: asked.filter((rule) => !common.includes(rule)) };
  sortedBefore.set(rules, found);
  return found;
}

/** While it is overridden, the worst is still asked about. */
function isSameForAll({ rule, open }: EnforcedRule): boolean {
  return rule.sameForAll === true && open === undefined;
}

function limitedBy(
  rules: readonly EnforcedRule[],
  timeline: Timeline,
  proposal: Proposal,
  by: Limit,
): Limit {
  const before = { timeline, at: proposal.start };
  const cut = cutting(timeline, proposal);
  let limit = by;
  let { work, after } = cut(by.at);
  for (const rule of rules) {
    const objection = objectionOf(rule, before, after, work);
    if (!objection) continue;
    const refuses = (end: Instant) => {
      const shorter = cut(end);
      return objectionOf(rule, before, shorter.after, shorter.work) !== null;
    };
    limit = { at: lastEnd(work, objection, refuses), by: objection };
    if (limit.at <= proposal.start) return limit;
    ({ work, after } = cut(limit.at));
  }
  return limit;
}

interface Cut {
  readonly work: Proposal;
  /** The timeline with it. */
  readonly after: Timeline;
}

/** The work up to an end. The same end is mostly asked for again: whether it will do, then as what is left. */
function cutting(timeline: Timeline, proposal: Proposal): (end: Instant) => Cut {
  const { start, severity, categories, assignment } = proposal;
  const own = assignment === undefined ? {} : { assignment };
  let last: Cut | undefined;
  return (end) => {
    if (last?.work.end === end) return last;
    const work = { start, end, severity, categories, ...own };
    last = { work, after: withProposal(timeline, work) };
    return last;
  };
}

/**
 * The latest end that a rule does not refuse, given that it objects to the proposal. Time put past
 * the limit within the work says so itself. But work can also put later time past a limit (taken
 * late, it shortens the rest before the next shift): then the end is searched for, to the
 * millisecond, as a rule that allows some work allows less of it.
 */
function lastEnd(
  proposal: Proposal,
  objection: Objection,
  refuses: (end: Instant) => boolean,
): Instant {
  if (objection.kind === 'unknown') return proposal.start;
  const { start } = objection.breach.span;
  if (start <= proposal.start) return proposal.start;
  let [allowed, refused] = [proposal.start, proposal.end];
  if (start < proposal.end) {
    if (!refuses(start)) return start;
    refused = start;
  }
  while (refused - allowed > 1) {
    const end = Math.floor((allowed + refused) / 2);
    if (refuses(end)) refused = end;
    else allowed = end;
  }
  return allowed;
}

export interface Headroom {
  /** How long they may do such work from now on, up to the horizon; 0 if not at all. */
  readonly minutes: Minutes;
  /** What ends it; null: only the horizon does. */
  readonly limitedBy: Objection | null;
  /** The first instant at which all the minutes asked for fit before the horizon, if there is one. */
  readonly earliest: Instant | null;
}

/** How much of a kind of work somebody may take now, and when they could take what is asked for. */
export function headroom(
  timeline: Timeline,
  now: Instant,
  work: Work,
  rules: readonly EnforcedRule[],
  horizon: Instant,
): Headroom {
  const { severity, categories } = work;
  const limit = limited(timeline, { start: now, end: horizon, severity, categories }, rules);
  return {
    minutes: minutesOf({ start: now, end: limit.at }),
    limitedBy:
      limit.by && aMinutePast(timeline, { start: now, end: limit.at, ...work }, rules, limit.by),
    earliest: earliest(timeline, { start: now, end: horizon }, work, rules),
  };
}

/** What would be said a minute past the limit: numbers of today, not of the whole horizon. */
function aMinutePast(
  timeline: Timeline,
  work: Proposal,
  rules: readonly EnforcedRule[],
  by: Objection,
): Objection {
  const { start, end, severity, categories } = work;
  const past = { start, end: end + MINUTE, severity, categories };
  const own = rules.filter((enforced) => enforced.rule.id === by.rule);
  return objections(timeline, past, own)[0] ?? by;
}
