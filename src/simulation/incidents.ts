import { HOUR, MINUTE, type Span } from '../domain/time.ts';
import { seeded, shuffled } from '../report/random.ts';
import { neverAgreed } from './moves.ts';
import type { Player } from './player.ts';
import { type Aside, planShift, type ShiftPlan } from './reviewer-behaviour.ts';

/**
 * Only a few in a hundred items are severe and few people vanish, so on a small floor a cause of
 * findings may not come up in a day. These are made to happen, once each, and said to be.
 */
export interface Staged {
  readonly says: readonly string[];
  /** Whose own limit is tightened while they are past it. */
  readonly accommodated: Player | null;
  /** Somebody who is asked to come back too soon. */
  readonly returns: { readonly player: Player; readonly span: Span } | null;
}

const ROLES = 6;

const RETURNS_AFTER = 8 * HOUR;
const RETURNS_FOR = 2 * HOUR;

/** Chooses who it happens to by the seed and writes it into their plans. */
export function stage(players: readonly Player[], seed: number): Staged {
  const full = players.filter((player) => player.plans[0]?.mealAt);
  const order = shuffled(seeded(seed, 'staged'), full);
  // On a floor of fewer than six at work somebody has two of these happen to them.
  const [late, lost, outside, misgraded, refuses, accommodated] = Array.from(
    { length: ROLES },
    (_, i) => order[i % order.length],
  );
  const others = order.length > ROLES ? order.slice(ROLES) : order.slice(-1);
  const returns = others.toSorted((a, b) => endOfFirst(a) - endOfFirst(b))[0];
  const says: string[] = [];
  const change = (player: Player | undefined, what: string, to: (plan: ShiftPlan) => ShiftPlan) => {
    const [plan, ...more] = player?.plans ?? [];
    if (!player || !plan) return;
    player.plans = [to(plan), ...more];
    says.push(`${player.externalId} ${what}`);
  };
  change(late, 'vanishes and tells 55 minutes later what they went on watching', (plan) => ({
    ...plan,
    vanishes: { at: part(plan.span, 0.3), backAfter: 55 * MINUTE },
  }));
  change(lost, 'vanishes and does not come back', (plan) => ({
    ...plan,
    vanishes: { at: part(plan.span, 0.6), backAfter: null },
  }));
  change(outside, 'is shown an S5 escalation of a category that they never agreed to', (plan) =>
    withAside(plan, {
      kind: 'sees-outside',
      at: part(plan.span, 0.4),
      origin: 'escalation',
      lasts: 6 * MINUTE,
      severity: 5,
      category: neverAgreed(outside?.consents ?? []),
    }),
  );
  change(misgraded, 'finds an item to be S5 of a category that they never agreed to', (plan) => ({
    ...plan,
    misgradedFrom: part(plan.span, 0.35),
  }));
  change(refuses, 'refuses a category in the middle of the shift', (plan) =>
    withAside(plan, {
      kind: 'refuses',
      at: part(plan.span, 0.5),
      category: refuses?.consents[0] ?? 'HATE_INCITEMENT',
    }),
  );
  if (accommodated)
    says.push(`${accommodated.externalId} gets a shorter limit while they are past it`);
  return { says, accommodated: accommodated ?? null, returns: returnOf(returns, seed, says) };
}

function returnOf(player: Player | undefined, seed: number, says: string[]): Staged['returns'] {
  const plan = player?.plans[0];
  if (!player || !plan) return null;
  const start = plan.span.end + RETURNS_AFTER;
  const span = { start, end: start + RETURNS_FOR };
  player.plans = [...player.plans, planShift(seed, player, span)];
  says.push(
    `${player.externalId} is given another shift ${RETURNS_AFTER / HOUR} h after the first`,
  );
  return { player, span };
}

function endOfFirst(player: Player): number {
  return player.plans[0]?.span.end ?? 0;
}

function withAside(plan: ShiftPlan, aside: Aside): ShiftPlan {
  return { ...plan, asides: [...plan.asides, aside].toSorted((a, b) => a.at - b.at) };
}

function part({ start, end }: Span, share: number): number {
  return Math.floor(start + (end - start) * share);
}
