import type { Instant } from '../domain/time.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import type { Db } from '../store/db.ts';
import { type Facts, loadFacts } from '../store/facts.ts';
import { type Held, readHeld } from '../store/ledgers.ts';
import { currentPolicy, type Policy } from '../store/policies.ts';
import { databaseNow } from '../store/rows.ts';
import { NotFound } from './errors.ts';
import { noteLookback, reachOf, rulesFor } from './seat.ts';

/** What is known of a person at this moment, without a lock: for reading, never for deciding. */
export interface View {
  readonly now: Instant;
  readonly facts: Facts;
  readonly held: Held | null;
  readonly policy: Policy;
  readonly rules: readonly EnforcedRule[];
}

/** Reads one person's facts and the rules for them. Throws NotFound. */
export async function readSeat(db: Db, reviewer: number): Promise<View> {
  const [view] = await readSeats(db, [reviewer]);
  if (!view) throw new NotFound(`no reviewer ${reviewer}`);
  return view;
}

/** The same for several people at one instant; who does not exist is left out. */
export async function readSeats(db: Db, reviewers: readonly number[]): Promise<readonly View[]> {
  const policy = await currentPolicy(db);
  noteLookback(db, policy);
  const now = db.clock() ?? (await databaseNow(db.pool));
  const reach = reachOf(db);
  const span = { start: now - reach.back, end: now + reach.ahead };
  const [facts, held] = await Promise.all([
    loadFacts(db.pool, reviewers, span),
    readHeld(db.pool, reviewers),
  ]);
  return facts.map((own) => ({
    now,
    facts: own,
    held: held.get(own.reviewer) ?? null,
    policy,
    rules: rulesFor(policy, own, now),
  }));
}
