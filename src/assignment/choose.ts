import { type Instant, MINUTE, type Minutes } from '../domain/time.ts';
import { type Candidate, type Claimant, mayBeOffered } from './claimant.ts';
import { dosesAt, leanOf } from './dose.ts';
import { limitAt } from './headroom.ts';
import { cheapestMatching } from './matching.ts';
import { type Objection, objections } from './objections.ts';
import { inOrder, inTurn } from './order.ts';
import { pairsOf } from './pairs.ts';
import { scarcityOf } from './scarcity.ts';

export type { Candidate, Claimant } from './claimant.ts';

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
 * Who gets what, at most one item each: a matching over all who ask and all that waits (README.md
 * here). What is handed out is the best by the order of items (`inOrder`): due first, then what needs
 * what is scarce, then by age. Who gets which of it: first those nothing of whom is needed elsewhere,
 * then the dose as even as can be, then something else than they saw last, then in turn (`inTurn`).
 *
 * An item fits if its expected time ends by `limitAt`: the first hard limit or the shift's end, at
 * most `longestLease` minutes from now (or its expected time, where that is longer). Rules are asked
 * for the best pairs first and once a kind of work, so one person with 50 items mostly costs one
 * look. `supply`: how many on shift speak a language or agreed to a category; else those who ask are
 * counted. `usualSeverity`: the mean of the minutes that people see, to lean to the other side of
 * what those who ask have seen; else nobody leans. More than `MOST_PAIRS` at once: the same items, each
 * to the first in turn who may.
 */
export function choose(
  claimants: readonly Claimant[],
  candidates: readonly Candidate[],
  now: Instant,
  longestLease: Minutes,
  supply: ReadonlyMap<string, number> | null = null,
  usualSeverity: number | null = null,
): Choice {
  if (claimants.length === 0 || candidates.length === 0) return { chosen: [], refused: [] };
  const scarcity = scarcityOf(claimants, candidates, supply, now);
  const waiting = inOrder(candidates, scarcity.supply, leanOf(claimants, now, usualSeverity));
  const people = inTurn(claimants, scarcity.rarest, dosesAt(now));
  const limitOf = limits(now, longestLease);
  const fits = (claimant: Claimant, item: Candidate) =>
    expectedEnd(item, now) <= limitOf(claimant, item);
  const { columnOf, left } = cheapestMatching(pairsOf(people, waiting, fits));
  const free = new Set(people.map(({ person }) => person));
  const chosen = waiting.flatMap((item, row): Chosen[] => {
    const taker = people[columnOf[row] ?? -1]?.person;
    if (!taker) return [];
    free.delete(taker);
    return [{ reviewer: taker.reviewer, item: item.item, limitAt: limitOf(taker, item) }];
  });
  const nobodys = left.flatMap((row) => waiting[row] ?? []);
  return { chosen, refused: [...free].flatMap((claimant) => refusal(claimant, nobodys, now)) };
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
