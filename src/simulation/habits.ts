/**
 * What played reviewers do beyond report/assumptions.ts (BEHAVIOUR): none of it is measured, all of
 * it is chosen so that a day shows what a floor's day shows.
 */
import { MINUTE, SECOND } from '../domain/time.ts';

export const HABITS = {
  /** Nobody sits down at the second: up to this long after the shift's start. */
  comesWithin: 2 * MINUTE,
  /** A wellbeing break is a little longer than the ten minutes that make one. */
  breakAtLeast: 10 * MINUTE + 5 * SECOND,
  breakSpread: 3 * MINUTE,
  /** A meal before the middle of the shift, by up to this; short shifts have none. */
  mealLasts: 30 * MINUTE,
  mealBeforeMiddle: 50 * MINUTE,
  mealFrom: 6 * 60 * MINUTE,
  /** Of those who vanish, who is back in the same shift and says what they saw meanwhile. */
  comesBackShare: 0.5,
  awayAtLeast: 8 * MINUTE,
  awaySpread: 50 * MINUTE,
  /** Of items that reach a limit: they are finished although they have gone back. */
  goesOnShare: 0.04,
  /** Of shifts: somebody takes back their consent to a category. */
  refusesShare: 0.01,
  /** Of items: removed; the rest may stay. */
  removesShare: 0.35,
  /** After nothing was there, or nothing that they may take. */
  asksAgain: MINUTE,
  asksAgainAtMost: 10 * MINUTE,
  /** Not worth a break any more. */
  lastBreak: 5 * MINUTE,
} as const;

/** How often a review tool says that its reviewer is there. */
export const BEAT = 60 * SECOND;
