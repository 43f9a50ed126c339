import { setTimeout as pause } from 'node:timers/promises';
import { SECOND } from '../domain/time.ts';
import type { Random } from '../report/random.ts';
import type { Client } from './client.ts';
import {
  CLAIM,
  COMPLETE,
  END_BREAK,
  HEARTBEAT,
  OPEN,
  PASS_UP,
  RECORD,
  START_BREAK,
  STEP_AWAY,
} from './questions.ts';
import type { Told } from './told.ts';

/** A reviewer of a storm, and what they go by. */
export interface Reviewing {
  readonly reviewer: number;
  readonly client: Client;
  readonly random: Random;
  readonly told: Told;
  readonly isOver: () => boolean;
}

/** What is in their hands, as they were told. */
interface Holding {
  readonly assignment: string;
  readonly item: string;
  readonly severity: number;
}

/** A look takes so many milliseconds, at least and at most; so does a wait for work. */
const LOOK = [200, 2_500] as const;
const WAIT = [300, 1_500] as const;
const REST = [500, 4_000] as const;
/** How often a reviewer does something else than decide, in shares of all looks. */
const SHARES = {
  stepAway: 0.06,
  passUp: 0.05,
  vanish: 0.05,
  rest: 0.05,
  seeBeside: 0.04,
  correct: 0.05,
};

/** Claims, looks and decides until the storm is over; now and then does anything else that people do. */
export async function review(me: Reviewing): Promise<void> {
  while (!me.isOver()) {
    const claim = await me.client.repeat(CLAIM, {});
    if (claim === null) return;
    me.told.answered('claim', claim.kind);
    if (claim.kind !== 'ItemAssigned') {
      await some(me, WAIT);
      continue;
    }
    const { id, announcedSeverity, item } = claim.assignment;
    me.told.handedOut(me.reviewer, numberOf(id));
    await look(me, { assignment: id, item: item.id, severity: announcedSeverity });
  }
}

async function look(me: Reviewing, held: Holding): Promise<void> {
  const { client, random, told } = me;
  const { assignment } = held;
  if (random() < 0.7) told.answered('open', (await client.repeat(OPEN, { assignment }))?.kind);
  await some(me, LOOK);
  if (random() < 0.4)
    told.answered('heartbeat', (await client.repeat(HEARTBEAT, { assignment }))?.kind);
  let left = random();
  const happens = (share: number) => {
    left -= share;
    return left < 0 && left >= -share;
  };
  if (happens(SHARES.stepAway)) return stepAway(me, held);
  if (happens(SHARES.passUp)) return passUp(me, held);
  // They are gone without a word, and come back to what they held, or to nothing.
  if (happens(SHARES.vanish)) return some(me, REST);
  if (happens(SHARES.rest)) return rest(me);
  if (happens(SHARES.seeBeside)) await seeBeside(me);
  const severity = happens(SHARES.correct) ? Math.min(5, held.severity + 2) : null;
  const done = await client.repeat(COMPLETE, { assignment, severity });
  told.answered('complete', done?.kind);
  if (done?.seenSeconds != null) told.kept(me.reviewer, numberOf(assignment), done.seenSeconds);
}

async function stepAway(me: Reviewing, held: Holding): Promise<void> {
  const away = await me.client.repeat(STEP_AWAY, {});
  me.told.answered('stepAway', away?.kind);
  // Asked again after an answer that never came, there is nothing in their hands any more.
  if (away?.item?.id === held.item)
    me.told.kept(me.reviewer, numberOf(held.assignment), away.seenSeconds);
  await some(me, REST);
}

/** Asked again after an answer that never came it is not in their hands any more. */
async function passUp({ client, told, reviewer }: Reviewing, { assignment }: Holding) {
  const passed = await client.repeat(PASS_UP, { assignment });
  told.answered('passUp', passed?.kind);
  if (passed?.seenSeconds != null) told.kept(reviewer, numberOf(assignment), passed.seenSeconds);
}

async function rest(me: Reviewing): Promise<void> {
  me.told.answered('startBreak', (await me.client.repeat(START_BREAK, {}))?.kind);
  await some(me, REST);
  me.told.answered('endBreak', (await me.client.repeat(END_BREAK, {}))?.kind);
}

/** By chance, while the item is in their hands: told once, for a fact told twice is two. */
async function seeBeside(me: Reviewing): Promise<void> {
  const end = Date.now() - SECOND;
  const [start, until] = [end - SECOND, end].map((at) => new Date(at).toISOString());
  const seen = await me.client.once(RECORD, { start, end: until, severity: 3 });
  me.told.answered('record', seen?.kind ?? 'nothing');
}

function some({ random }: Reviewing, [least, most]: readonly [number, number]): Promise<void> {
  return pause(least + random() * (most - least));
}

/** 'Assignment:12' in base64, as clients know it. */
function numberOf(id: string): bigint {
  return BigInt(Buffer.from(id, 'base64').toString().split(':')[1] ?? '');
}
