import { type Instant, MINUTE } from '../domain/time.ts';
import { lawOf } from '../laws/index.ts';
import type { Floor } from '../report/floor.ts';
import type { FloorShift } from '../report/shifts.ts';
import type { Unfinished } from '../store/simulated-day.ts';
import { leave, type Player } from './player.ts';
import { breakLasts, mealLasts, planShift } from './reviewer-behaviour.ts';

/** Everybody who has a shift, in the order of ids, before their day begins. */
export function castOf(
  floor: Floor,
  shifts: readonly FloorShift[],
  ids: ReadonlyMap<string, number>,
  seed: number,
): Player[] {
  const consents = new Map(floor.reviewers.map((one) => [one.externalId, one.consents]));
  const laws = new Map(floor.sites.map((one) => [one.name, lawOf(one.jurisdiction)]));
  const players = shifts.flatMap(({ reviewer: externalId, site, span }): Player[] => {
    const id = ids.get(externalId);
    if (id === undefined) return [];
    const who = { externalId, consents: consents.get(externalId) ?? [] };
    const plan = planShift(seed, who, span);
    const doing = { kind: 'off', until: plan.comesAt } as const;
    const meal = { mealLasts: mealLasts(laws.get(site) ?? []), hadMeal: false };
    return [{ id, ...who, plans: [plan], doing, ...meal }];
  });
  return players.sort((a, b) => a.id - b.id);
}

/**
 * Puts somebody where they must be at an instant, of what is in the database and what their plans
 * say: an item in their hands is given to them again when they ask for the next.
 */
export function takeUp(
  player: Player,
  now: Instant,
  last: Unfinished | undefined,
  seed: number,
): void {
  player.plans = player.plans
    .filter(({ span }) => span.end > now)
    .map((plan) => ({ ...plan, asides: plan.asides.filter(({ at }) => at > now) }));
  const plan = player.plans[0];
  if (!plan) player.doing = { kind: 'off', until: Number.POSITIVE_INFINITY };
  else if (plan.comesAt > now) player.doing = { kind: 'off', until: plan.comesAt };
  else if (plan.vanishes && plan.vanishes.at <= now) {
    const back = plan.vanishes.at + (plan.vanishes.backAfter ?? Number.POSITIVE_INFINITY);
    player.plans = [{ ...plan, vanishes: null }, ...player.plans.slice(1)];
    if (back >= plan.span.end - MINUTE) leave(player);
    else player.doing = { kind: 'vanished', until: Math.max(back, now + 1), left: null };
  } else if (last?.resting != null) {
    const until = last.resting + breakLasts(seed, player, last.resting);
    player.doing = { kind: 'resting', until: Math.max(until, now + 1) };
  } else player.doing = { kind: 'free', from: now + 1 };
  const mealAt = player.plans[0]?.mealAt ?? null;
  player.hadMeal = mealAt !== null && mealAt <= now && (last?.meals ?? 0) > 0;
}
