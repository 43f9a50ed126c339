import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { Random } from '../report/random.ts';
import type { Embedded } from '../store/embedded.ts';
import type { Replica } from './replica.ts';

/** What a storm does to a cluster. */
export const FAULTS = ['kill', 'wrong clock', 'cut', 'crash'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Stormed {
  readonly replicas: readonly Replica[];
  readonly database: Embedded;
  readonly random: Random;
}

/** A replica stays away for so long, at most. */
const AWAY = 2 * SECOND;
/** A clock may be wrong by so much, either way. */
const WRONG = 10 * MINUTE;
/** Of all sessions, so many are cut at once. */
const SHARE_CUT = 0.5;

/** Does it, and resolves when what it broke works again. */
export async function strike(fault: Fault, storm: Stormed): Promise<void> {
  const { database, random } = storm;
  if (fault === 'cut') return database.cut(SHARE_CUT);
  if (fault === 'crash') return database.crash();
  const there = storm.replicas.filter(({ address }) => address !== null);
  const replica = there[Math.floor(random() * there.length)];
  // The last one stays: a floor without any service is no load.
  if (!replica || there.length === 1) return;
  await replica.kill();
  await pause(random() * AWAY);
  await comeBack(replica, fault === 'kill' ? 0 : Math.round((2 * random() - 1) * WRONG));
}

/** While the database is away a replica ends at once; whoever looks after it starts it again. */
async function comeBack(replica: Replica, clockAhead: number): Promise<void> {
  for (;;) {
    try {
      return await replica.start({ clockAhead });
    } catch {
      await pause(SECOND);
    }
  }
}
