import type { Instant } from '../domain/time.ts';
import { type Claim, claimMany } from '../services/claim-next.ts';
import { BEAT, HABITS } from './habits.ts';
import { rest } from './moves.ts';
import { leave, type Player, planOf, type World } from './player.ts';
import { afterRefusal, endingOf } from './reviewer-behaviour.ts';

/** Asks for an item for everyone who is free by an instant, all at once, in the order of ids. */
export async function handOutTo(
  world: World,
  players: readonly Player[],
  now: Instant,
): Promise<void> {
  const free = players.filter((p) => p.doing.kind === 'free' && p.doing.from <= now);
  if (free.length === 0) return;
  const ids = free.map((player) => player.id).sort((a, b) => a - b);
  const claims = await claimMany(world.dbAt(now), ids);
  for (const player of free) {
    const claim = claims.get(player.id);
    if (claim) await receive(world, player, claim, now);
  }
}

async function receive(world: World, player: Player, claim: Claim, now: Instant): Promise<void> {
  const asksAgain = () => (player.doing = { kind: 'free', from: now + HABITS.asksAgain });
  if (claim.kind === 'assigned') take(world, player, claim);
  else if (claim.kind === 'nothing-waiting') asksAgain();
  else if (claim.kind === 'on-break') player.doing = { kind: 'resting', until: now };
  else if (claim.kind === 'not-on-shift') {
    const plan = planOf(player);
    if (plan && now < plan.span.start) player.doing = { kind: 'off', until: plan.comesAt };
    else leave(player);
  } else {
    const plan = planOf(player);
    const rules = claim.objections.map((objection) => objection.rule);
    const pause = plan && afterRefusal(now, plan.span, { rules, earliest: claim.earliest });
    if (pause?.kind === 'break') await rest(world, player, now);
    else if (pause) player.doing = { kind: 'free', from: pause.at };
    else asksAgain();
  }
}

function take(world: World, player: Player, claim: Extract<Claim, { kind: 'assigned' }>): void {
  const { held, item } = claim;
  const look = world.lookAt(item);
  const { externalId } = item;
  player.doing = {
    kind: 'holding',
    assignment: held.assignment,
    categories: held.categories,
    since: held.openedAt ?? held.decidedAt,
    ending: endingOf(world.seed, player, { externalId, announced: item.severity, ...look }),
    leaseUntil: held.leaseUntil,
    beatAt: held.heartbeatAt + BEAT,
  };
}
