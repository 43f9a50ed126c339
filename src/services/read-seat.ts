import type { Instant } from '../domain/time.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import type { Db } from '../store/db.ts';
import type { Facts } from '../store/facts.ts';
import type { Held } from '../store/held.ts';
import { readLedgers } from '../store/known-ledgers.ts';
import { type Policy, policyAt } from '../store/policies.ts';
import { NotFound } from './errors.ts';
import { notePolicy, noteRules, reachOf } from './reach.ts';
import { rulesFor } from './rules-for.ts';

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
  const { now, policyVersion, people } = await readLedgers(db, reviewers, reachOf(db));
  const policy = await policyAt(db, db.pool, policyVersion);
  notePolicy(db, policy);
  return people.map(({ facts, held }) => {
    const rules = rulesFor(policy, facts, now);
    noteRules(db, rules);
    return { now, facts, held, policy, rules };
  });
}
