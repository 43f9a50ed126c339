import type { Category, Severity } from '../domain/category.ts';
import { type Instant, MINUTE, type Minutes } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { dosesAt } from './dose.ts';
import { limitAt } from './headroom.ts';
import { type Objection, objections } from './objections.ts';
import { inOrder, inTurn } from './order.ts';
import { demandOf, speakersOf } from './scarcity.ts';

/** Somebody who asks for work now. */
export interface Claimant {
  readonly reviewer: number;
  readonly timeline: Timeline;
  readonly rules: readonly EnforcedRule[];
  readonly languages: readonly string[];
  /** The end of their shift. */
  readonly mayWorkUntil: Instant;
  /** Items they gave back: not offered to them again. */
  readonly gaveBack?: ReadonlySet<bigint>;
}

/** An item that waits. */
export interface Candidate {
  readonly item: bigint;
  readonly queue: number;
  /** Null: no language in particular is needed. */
  readonly language: string | null;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly expectedMinutes: Minutes;
  readonly arrivedAt: Instant;
  readonly dueAt: Instant;
}

export interface Chosen {
  readonly reviewer: number;
  readonly item: bigint;
  /** No lease may outlast it. */
  readonly limitAt: Instant;
}

/** Somebody for whom there was work, and the objections to the first of it; none: no time left. */
export interface Refused {
  readonly reviewer: number;
  /** The first that they could have had. */
  readonly item: bigint;
  readonly objections: readonly Objection[];
}

export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly refused: readonly Refused[];
}

/**
 * Who gets what, at most one item each. Items in this order: due first (overdue ones soonest of
 * all), then the language that fewest speak, then dueAt, arrivedAt, item id. Each goes to the first
 * who speaks its language and has nothing against it: first those whose own languages no waiting
 * item needs, or the least rare ones; then the least dosed; then by reviewer id.
 *
 * An item fits if its expected time ends by `limitAt`: the first hard limit or the shift's end, at
 * most `longestLease` minutes from now (or its expected time, where that is longer). Rules are asked
 * for the best pairs first and once a kind of work, so one person with 50 items mostly costs one
 * look. `speakers`: how many on shift speak a language; else those who ask are counted.
 */
export function choose(
  claimants: readonly Claimant[],
  candidates: readonly Candidate[],
  now: Instant,
  longestLease: Minutes,
  speakers: ReadonlyMap<string, number> | null = null,
): Choice {
  const counted = speakersOf(claimants, speakers);
  const waiting = candidates.toSorted(inOrder(counted));
  const demand = demandOf(waiting, counted);
  const limitOf = limits(now, longestLease);
  const doseOf = dosesAt(now);
  const free = new Set(claimants);
  const left: Candidate[] = [];
  const chosen: Chosen[] = [];
  for (const item of waiting) {
    if (free.size === 0) break;
    const able = [...free].filter((claimant) => mayBeOffered(claimant, item));
    const taker = inTurn(able, demand.rarest, doseOf).find(
      (claimant) => expectedEnd(item, now) <= limitOf(claimant, item),
    );
    if (!taker) left.push(item);
    else {
      free.delete(taker);
      demand.taken(item.language);
      chosen.push({ reviewer: taker.reviewer, item: item.item, limitAt: limitOf(taker, item) });
    }
  }
  return { chosen, refused: [...free].flatMap((claimant) => refusal(claimant, left, now)) };
}

function mayBeOffered(claimant: Claimant, item: Candidate): boolean {
  const { language } = item;
  if (language !== null && !claimant.languages.includes(language)) return false;
  return !claimant.gaveBack?.has(item.item);
}

/** A person's limit for a kind of work, asked of the rules once. */
function limits(
  now: Instant,
  longestLease: Minutes,
): (claimant: Claimant, item: Candidate) => Instant {
  const known = new Map<Claimant, Map<string, Instant>>();
  return (claimant, { severity, categories, expectedMinutes }) => {
    const own = known.get(claimant) ?? new Map<string, Instant>();
    known.set(claimant, own);
    const longest = Math.ceil(Math.max(longestLease, expectedMinutes) * MINUTE);
    const end = Math.min(now + longest, claimant.mayWorkUntil);
    const kind = `${severity} ${categories.toSorted().join(' ')} ${end}`;
    const limit =
      own.get(kind) ??
      limitAt(claimant.timeline, { start: now, end, severity, categories }, claimant.rules);
    own.set(kind, limit);
    return limit;
  };
}

function expectedEnd(item: Candidate, now: Instant): Instant {
  return now + Math.ceil(item.expectedMinutes * MINUTE);
}

function refusal(claimant: Claimant, left: readonly Candidate[], now: Instant): readonly Refused[] {
  const first = left.find((item) => mayBeOffered(claimant, item));
  if (!first) return [];
  const { severity, categories } = first;
  const proposal = { start: now, end: expectedEnd(first, now), severity, categories };
  const { reviewer, timeline, rules } = claimant;
  return [
    {
      reviewer,
      item: first.item,
      // Every rule is asked, so only for who wants to know.
      get objections() {
        return objections(timeline, proposal, rules);
      },
    },
  ];
}
