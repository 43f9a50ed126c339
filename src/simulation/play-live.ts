import { setTimeout as pause } from 'node:timers/promises';
import { HOUR, type Instant, MINUTE, SECOND } from '../domain/time.ts';
import type { Floor } from '../report/floor.ts';
import type { FloorShift } from '../report/shifts.ts';
import type { Db } from '../store/db.ts';
import { reviewerIds } from '../store/floor.ts';
import { unfinished } from '../store/simulated-day.ts';
import { castOf, takeUp } from './cast.ts';
import { planAround, shiftsAround } from './demo-floor.ts';
import { handOutTo } from './hand-out.ts';
import { playUntil } from './moves.ts';
import { ingest } from './play-day.ts';
import { nextMove, type Player, type World } from './player.ts';
import { planShift } from './reviewer-behaviour.ts';
import { inflowOf } from './virtual-day.ts';

export interface Played {
  readonly db: Db;
  readonly floor: Floor;
  readonly seed: number;
  readonly log: { warn(line: object, message: string): void };
  /** The ids of those who are left for visitors. */
  readonly except: readonly number[];
}

/** Between two looks at the floor. */
const EVERY = 2 * SECOND;
const PLANS_EVERY = 10 * MINUTE;
/** What had arrived before the start waits already, at most so many a person at work. */
const BEFORE = 2 * HOUR;
const WAITING_A_PERSON = 15;
/** Nobody takes an item any more that arrived so long ago that its truth may be forgotten. */
const REMEMBERED = 48 * HOUR;
/** The visitors' requests share the connections. */
const AT_ONCE = 4;

/**
 * Plays a floor in real time: items arrive, everybody but the visitors works, tomorrow is planned.
 * What fails is logged and tried again; the jobs run by themselves elsewhere.
 */
export async function playFloor(played: Played): Promise<{ stop(): Promise<void> }> {
  const { db, log } = played;
  const stopping = new AbortController();
  const round = await prepare(played);
  const playing = (async () => {
    while (!stopping.signal.aborted) {
      await round(nowOf(db)).catch((err: unknown) => log.warn({ err }, 'the floor stumbled'));
      await pause(EVERY, null, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await playing;
    },
  };
}

function nowOf(db: Db): Instant {
  return db.clock() ?? Date.now();
}

/** Puts everybody in their place and lets in what waits; gives what is to be done at each look. */
async function prepare(played: Played): Promise<(now: Instant) => Promise<void>> {
  const { db, floor, seed, except } = played;
  const begin = nowOf(db);
  const ids = await reviewerIds(db.pool);
  const shifts = shiftsAround(floor, seed, begin);
  const players = oneEach(castOf(floor, shifts, ids, seed)).filter((p) => !except.includes(p.id));
  const last = new Map((await unfinished(db.pool)).map((one) => [one.reviewer, one]));
  for (const player of players) takeUp(player, begin, last.get(player.id), seed);
  const span = { start: begin - BEFORE, end: Number.POSITIVE_INFINITY };
  const inflow = inflowOf(floor, span, seed, span.start);
  const atWork = players.filter(({ plans }) => (plans[0]?.span.start ?? begin) < begin).length;
  await ingest(db, inflow.take(begin).slice(-WAITING_A_PERSON * Math.max(atWork, 10)));
  const world: World = {
    seed,
    dbAt: () => db,
    lookAt: ({ externalId, severity, expectedSeconds }) =>
      inflow.known.get(externalId) ?? { trueSeverity: severity, trueSeconds: expectedSeconds },
    acknowledge: () => {},
  };
  let plannedAt = begin;
  return async (now) => {
    if (now - plannedAt > PLANS_EVERY) {
      plannedAt = now;
      await planAround(db, floor, seed, now);
      inflow.forget(now - REMEMBERED);
      const ahead = shiftsAround(floor, seed, now);
      for (const player of players) planAhead(player, ahead, seed, now);
    }
    await ingest(db, inflow.take(now));
    await playRound(world, players, now, played.log);
  };
}

/** Rather a moment early than late: a lease must not run out in the time between two looks. */
async function playRound(
  world: World,
  players: readonly Player[],
  now: Instant,
  log: Played['log'],
): Promise<void> {
  const until = now + EVERY;
  const due = players.filter((player) => nextMove(player) <= until);
  for (let i = 0; i < due.length; i += AT_ONCE)
    await Promise.all(
      due.slice(i, i + AT_ONCE).map((player) =>
        playUntil(world, player, until).catch((err: unknown) => {
          log.warn({ err }, 'a played reviewer stumbled');
          player.doing = { kind: 'free', from: now + MINUTE };
        }),
      ),
    );
  await handOutTo(world, due, until);
}

/** Somebody with two shifts ahead is one player with two plans. */
function oneEach(cast: readonly Player[]): readonly Player[] {
  const players = new Map<number, Player>();
  for (const player of cast) {
    const known = players.get(player.id);
    if (known) known.plans = [...known.plans, ...player.plans];
    else players.set(player.id, player);
  }
  return [...players.values()];
}

function planAhead(player: Player, ahead: readonly FloorShift[], seed: number, now: Instant): void {
  const latest = player.plans.at(-1)?.span.start ?? now;
  const fresh = ahead.filter(
    ({ reviewer, span }) => reviewer === player.externalId && span.start > latest,
  );
  player.plans = [...player.plans, ...fresh.map(({ span }) => planShift(seed, player, span))];
  const { doing } = player;
  if (doing.kind === 'off' && doing.until === Number.POSITIVE_INFINITY && player.plans[0])
    player.doing = { kind: 'off', until: player.plans[0].comesAt };
}
