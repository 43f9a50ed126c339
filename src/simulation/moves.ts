import { CATEGORIES, CATEGORY_CODES, type Category } from '../domain/category.ts';
import { type Instant, MINUTE } from '../domain/time.ts';
import { endBreak, startBreak } from '../services/breaks.ts';
import { completeReview } from '../services/complete-review.ts';
import { heartbeat } from '../services/heartbeat.ts';
import { recordExposure } from '../services/record-exposure.ts';
import { setConsent } from '../services/set-consent.ts';
import { stepAway } from '../services/step-away.ts';
import { BEAT, HABITS } from './habits.ts';
import {
  asideOf,
  endOf,
  type Hold,
  leave,
  nextMove,
  type Player,
  planOf,
  vanishesAt,
  type World,
  worksAt,
} from './player.ts';
import { type Aside, breakLasts } from './reviewer-behaviour.ts';

/**
 * Plays one reviewer up to an instant, each move at its own moment; afterwards they may be free,
 * which is for whoever hands out the items to see.
 */
export async function playUntil(world: World, player: Player, until: Instant): Promise<void> {
  for (let at = nextMove(player); at <= until; at = nextMove(player)) {
    const aside = asideOf(player);
    if (aside && aside.at <= at) await beside(world, player, aside, at);
    else if (player.doing.kind === 'free') {
      if (!(await restsOrLeaves(world, player, until))) return;
    } else await move(world, player, at);
  }
}

async function move(world: World, player: Player, at: Instant): Promise<void> {
  const { doing } = player;
  if (doing.kind === 'off') player.doing = { kind: 'free', from: at };
  else if (doing.kind === 'resting') {
    await endBreak(world.dbAt(at), player.id);
    player.doing = { kind: 'free', from: at };
  } else if (doing.kind === 'vanished') await comeBack(world, player, doing.left, at);
  else if (doing.kind === 'holding') await hold(world, player, doing, at);
}

/** A meal that is due, or the end of the shift; false: neither, they want an item. */
async function restsOrLeaves(world: World, player: Player, at: Instant): Promise<boolean> {
  const plan = planOf(player);
  if (!plan || at >= plan.span.end) {
    leave(player);
    return true;
  }
  if (plan.mealAt === null || player.hadMeal || at < plan.mealAt) return false;
  player.hadMeal = true;
  await startBreak(world.dbAt(at), player.id, 'meal');
  player.doing = { kind: 'resting', until: Math.min(at + player.mealLasts, plan.span.end) };
  return true;
}

async function hold(world: World, player: Player, own: Hold, at: Instant): Promise<void> {
  const plan = planOf(player);
  if (plan?.vanishes && vanishesAt(own, plan) <= at) {
    const { backAfter } = plan.vanishes;
    const back = backAfter === null ? Number.POSITIVE_INFINITY : at + backAfter;
    player.plans = [{ ...plan, vanishes: null }, ...player.plans.slice(1)];
    if (back < plan.span.end - MINUTE) player.doing = { kind: 'vanished', until: back, left: own };
    else leave(player);
    return;
  }
  if (endOf(own) <= at) return finish(world, player, own, at);
  const beat = await heartbeat(world.dbAt(at), player.id, own.assignment);
  if (beat.kind === 'extended')
    player.doing = { ...own, kind: 'holding', leaseUntil: beat.leaseUntil, beatAt: at + BEAT };
  else if (own.ending.goesOn)
    player.doing = { ...own, kind: 'holding', leaseUntil: Infinity, beatAt: Infinity };
  else await rest(world, player, at);
}

async function finish(world: World, player: Player, own: Hold, at: Instant): Promise<void> {
  const isWhole = at >= own.since + own.ending.after;
  if (!isWhole) return rest(world, player, at);
  if (own.ending.how === 'completes') return complete(world, player, own, at);
  const { seenSeconds: seconds, item } = await stepAway(world.dbAt(at), player.id);
  if (item !== null)
    world.acknowledge({ assignment: own.assignment, reviewer: player.id, seconds });
  player.doing = { kind: 'free', from: at };
}

async function complete(world: World, player: Player, own: Hold, at: Instant): Promise<void> {
  const { assignment, ending } = own;
  const worse = misgraded(player, own, at);
  const done = await completeReview(world.dbAt(at), player.id, {
    assignment,
    decision: ending.decision,
    severity: worse ? 5 : ending.severity,
    categories: worse,
  });
  if (done.kind !== 'not-held')
    world.acknowledge({ assignment, reviewer: player.id, seconds: done.seenSeconds });
  player.doing = { kind: 'free', from: at };
}

/** Staged: what is found is of a category that this person never agreed to see. */
function misgraded(player: Player, own: Hold, at: Instant): readonly Category[] | null {
  const plan = planOf(player);
  if (!plan || plan.misgradedFrom === null || at < plan.misgradedFrom) return null;
  player.plans = [{ ...plan, misgradedFrom: null }, ...player.plans.slice(1)];
  const worst = neverAgreed(player.consents);
  return [...new Set([...own.categories, worst])];
}

/** An opt-in category that somebody has not agreed to; whoever agreed to all gets the worst. */
export function neverAgreed(consents: readonly Category[]): Category {
  const isOptIn = (code: Category) => CATEGORIES[code].asked === 'opt-in';
  return CATEGORY_CODES.find((code) => isOptIn(code) && !consents.includes(code)) ?? 'CSAM';
}

/** A break now, for about ten minutes; so late in the shift that it is not worth it: home. */
export async function rest(world: World, player: Player, at: Instant): Promise<void> {
  const end = planOf(player)?.span.end ?? at;
  if (at + HABITS.lastBreak >= end) {
    await stepAway(world.dbAt(at), player.id);
    player.doing = { kind: 'free', from: at };
    return;
  }
  await startBreak(world.dbAt(at), player.id, 'wellbeing');
  const until = Math.min(at + breakLasts(world.seed, player, at), end);
  player.doing = { kind: 'resting', until };
}

/** Says at last what was seen of the item that they left with. */
async function comeBack(world: World, player: Player, left: Hold | null, at: Instant) {
  if (left) await complete(world, player, left, at);
  player.doing = worksAt(player, at) ? { kind: 'free', from: at } : { kind: 'off', until: at };
}

async function beside(world: World, player: Player, aside: Aside, at: Instant): Promise<void> {
  const [plan, ...later] = player.plans;
  if (plan) player.plans = [{ ...plan, asides: plan.asides.slice(1) }, ...later];
  const db = world.dbAt(at);
  if (aside.kind === 'refuses') {
    const said = { category: aside.category, granted: false, statement: null };
    const set = await setConsent(db, player.id, said);
    if (set.kind === 'set' && set.item !== null) player.doing = { kind: 'free', from: at };
    return;
  }
  const { origin, lasts, severity, category } = aside;
  const seen = { origin, start: at - lasts, end: at, severity, categories: [category] };
  const { leaseUntil } = await recordExposure(db, player.id, { ...seen, corrects: null });
  if (player.doing.kind !== 'holding') return;
  if (leaseUntil === null || leaseUntil <= at) await rest(world, player, at);
  else player.doing = { ...player.doing, leaseUntil };
}
