import {
  counting,
  type Level,
  type Params,
  type PolicyEntry,
  rulesInForce,
  type Subject,
} from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { currentPolicy } from '../store/policies.ts';
import { databaseNow } from '../store/rows.ts';
import { readSeat } from './read-seat.ts';
import { parameters, subjectOf } from './rules-for.ts';

/** A rule at a level as it stands now, and since when. */
export interface Standing {
  readonly rule: string;
  readonly level: Level;
  readonly params: Params;
  /** Null: always, because only the law asks for it. */
  readonly since: Instant | null;
}

/** In nobody's scope but the organisation's. */
const NOBODY: Subject = { person: 0, site: null, team: null, law: [] };

/**
 * The rules in force now: for a person with all that reaches them, for null what the organisation
 * as a whole has set. Throws NotFound.
 */
export async function standings(db: Db, reviewer: number | null): Promise<readonly Standing[]> {
  const { entries, subject, now } = reviewer === null ? await ofAll(db) : await of(db, reviewer);
  const decided = counting(entries, subject, now);
  return rulesInForce(entries, parameters, subject, now).map((inForce) => {
    const own = decided.filter((e) => e.rule === inForce.rule && e.level === inForce.level);
    return { ...inForce, since: own.length === 0 ? null : Math.max(...own.map((e) => e.from)) };
  });
}

async function ofAll(db: Db) {
  const now = db.clock() ?? (await databaseNow(db.pool));
  return { entries: (await currentPolicy(db)).entries, subject: NOBODY, now };
}

async function of(db: Db, reviewer: number) {
  const { policy, facts, now } = await readSeat(db, reviewer);
  return { entries: policy.entries, subject: subjectOf(facts, now), now };
}

export interface PolicyNow {
  readonly version: number;
  /** The versions of the entries that no later one of their scope has replaced by now. */
  readonly inForce: readonly number[];
}

/** The policy's version and which of its entries count now. */
export async function policyNow(db: Db): Promise<PolicyNow> {
  const { version, entries } = await currentPolicy(db);
  const now = db.clock() ?? (await databaseNow(db.pool));
  const latest = new Map<string, PolicyEntry>();
  for (const entry of entries.filter((e) => e.from <= now)) {
    const place = JSON.stringify([entry.rule, entry.level, entry.scope]);
    const before = latest.get(place);
    if (!before || before.from <= entry.from) latest.set(place, entry);
  }
  return { version, inForce: [...latest.values()].map((entry) => entry.version) };
}
