import type { Category, Severity } from '../domain/category.ts';
import { contains, type Instant, MINUTE } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import type { ReviewItem } from '../store/items.ts';
import type { Aside, Ending, ShiftPlan } from './reviewer-behaviour.ts';

/** A reviewer who is played. */
export interface Player {
  readonly id: number;
  readonly externalId: string;
  readonly consents: readonly Category[];
  /** What is left of their shifts, the present or next one first. */
  plans: readonly ShiftPlan[];
  doing: Doing;
  /** As long as the law where they are asks for, in milliseconds. */
  readonly mealLasts: number;
  hadMeal: boolean;
}

export type Doing =
  /** Not at work: comes at an instant; Infinity: not any more. */
  | { readonly kind: 'off'; readonly until: Instant }
  /** Wants an item from an instant on. */
  | { readonly kind: 'free'; readonly from: Instant }
  | ({ readonly kind: 'holding' } & Hold)
  | { readonly kind: 'resting'; readonly until: Instant }
  /** Gone without a word; back at an instant to say what was seen, or never. */
  | { readonly kind: 'vanished'; readonly until: Instant; readonly left: Hold | null };

/** An item in somebody's hands. */
export interface Hold {
  readonly assignment: bigint;
  readonly categories: readonly Category[];
  readonly since: Instant;
  readonly ending: Ending;
  /** By what the service said last; Infinity once they know that it has gone back and go on. */
  readonly leaseUntil: Instant;
  readonly beatAt: Instant;
}

/** What playing needs besides the player. */
export interface World {
  readonly seed: number;
  /** The database as of the instant of a move; on a real clock it is the same at all of them. */
  dbAt(at: Instant): Db;
  /** What only whoever looks at an item finds. */
  lookAt(item: ReviewItem): { readonly trueSeverity: Severity; readonly trueSeconds: number };
  /** The service has said that these seconds of an assignment are kept. */
  acknowledge(said: { assignment: bigint; reviewer: number; seconds: number }): void;
}

/** The shift that somebody works at, or is to come to. */
export function planOf(player: Player): ShiftPlan | undefined {
  return player.plans[0];
}

/** When the player is to do something next; Infinity: never. */
export function nextMove(player: Player): Instant {
  return Math.min(ownMove(player), asideOf(player)?.at ?? Number.POSITIVE_INFINITY);
}

/** What happens beside the work next, for those who are there to see it. */
export function asideOf(player: Player): Aside | undefined {
  const there = player.doing.kind !== 'off' && player.doing.kind !== 'vanished';
  return there ? planOf(player)?.asides[0] : undefined;
}

function ownMove({ doing, plans }: Player): Instant {
  if (doing.kind === 'free') return doing.from;
  if (doing.kind !== 'holding') return doing.until;
  return Math.min(doing.beatAt, endOf(doing), vanishesAt(doing, plans[0]));
}

/** When the item leaves their hands: done, or let go where the lease ends before the next beat. */
export function endOf(hold: Hold): Instant {
  const done = hold.since + hold.ending.after;
  const isLast = hold.leaseUntil <= hold.beatAt && !hold.ending.goesOn;
  return isLast ? Math.min(done, hold.leaseUntil) : done;
}

export function vanishesAt(hold: Hold, plan: ShiftPlan | undefined): Instant {
  const at = plan?.vanishes?.at;
  if (at === undefined) return Number.POSITIVE_INFINITY;
  return Math.max(at, hold.since + 1);
}

/** Goes home, or to the next shift. */
export function leave(player: Player): void {
  player.plans = player.plans.slice(1);
  player.hadMeal = false;
  player.doing = { kind: 'off', until: planOf(player)?.comesAt ?? Number.POSITIVE_INFINITY };
}

/** Whether somebody is at their place and the shift has more than a moment left. */
export function worksAt(player: Player, at: Instant): boolean {
  const plan = planOf(player);
  return plan !== undefined && contains(plan.span, at) && at + MINUTE < plan.span.end;
}
