import { lasting } from '../domain/lasting.ts';
import type { Change } from '../domain/loosening.ts';
import {
  Incomparable,
  type Level,
  type Params,
  type PolicyEntry,
  refuseIncomparable,
  type Scope,
} from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { lawOf } from '../laws/index.ts';
import { parametersOf } from '../rules/enforced.ts';
import { rulebook } from '../rules/index.ts';
import { defaultsOf, type Rule } from '../rules/rule.ts';
import type { Db } from '../store/db.ts';
import { jurisdictionsInUse } from '../store/floor.ts';
import { addEntries, currentPolicy, type NewEntry } from '../store/policies.ts';
import { scopeExists } from '../store/proposals.ts';
import { publishFirstStatement } from '../store/statements.ts';
import { Invalid } from './errors.ts';
import { parameters } from './rules-for.ts';

/**
 * Makes sure that a database has what nothing works without: a hazard statement to read before
 * consenting, and a policy. On an empty one every rule is enforced with its defaults, as it asks to be; a
 * rule that is new to a database in use is only watched until somebody turns it on. Throws when a site
 * is held to a law that is not kept here.
 */
export async function ensureBaseline(db: Db): Promise<void> {
  for (const jurisdiction of await jurisdictionsInUse(db.pool)) lawOf(jurisdiction);
  await publishFirstStatement(db);
  const { entries } = await currentPolicy(db);
  const isNew = entries.length === 0;
  const missing = rulebook.flatMap((rule) => {
    const { baseline = 'hard' } = rule;
    const known = entries.some((entry) => entry.rule === rule.id);
    return known || baseline === 'law' ? [] : [entryFor(rule, isNew ? baseline : 'watch')];
  });
  await addEntries(db, missing, { by: 'system', which: 'missing' });
}

function entryFor(rule: Rule, level: Level): NewEntry {
  const scope: Scope = { kind: 'organisation' };
  return { rule: rule.id, level, scope, params: defaultsOf(rule), from: null };
}

/**
 * What is not named in its parameters keeps the rule's default. Null withdraws what the scope said;
 * what the organisation says has no end.
 */
export interface PolicyChange extends Change {
  /** From when on; never before the commit. Null: at once. */
  readonly from: Instant | null;
}

/**
 * Adds a dated entry to the policy and says in the audit log who did; returns the instant of the
 * commit. What it decides for a person lasts, whatever was decided before for a later date. Throws
 * Invalid.
 */
export async function changePolicy(db: Db, change: PolicyChange, by = 'system'): Promise<Instant> {
  const decided = await completed(db, change);
  return addEntries(
    db,
    ({ entries }, now) => entriesFor(decided, entries, Math.max(change.from ?? now, now)),
    { by, which: 'all' },
  );
}

/** A change with every number of its rule, to something that is there. Throws Invalid. */
export async function completed(db: Db, change: Change): Promise<Change> {
  const rule = rulebook.find((r) => r.id === change.rule);
  const known = rulebook.map((r) => r.id).join(', ');
  if (!rule) throw new Invalid('rule', `there is no rule "${change.rule}"; there are ${known}`);
  const { level, scope } = change;
  if (!(await scopeExists(db.pool, scope)))
    throw new Invalid('scope', `there is no such ${scope.kind}`);
  return { rule: rule.id, level, scope, params: paramsOf(rule, change) };
}

/** The entries that a change comes to from an instant on. */
export function entriesFor(
  change: Change,
  entries: readonly PolicyEntry[],
  from: Instant,
): readonly Omit<PolicyEntry, 'version'>[] {
  const entry = { ...change, from };
  const rule = parameters.find(({ id }) => id === change.rule);
  return [entry, ...(rule ? lasting(rule, entries, entry) : [])];
}

function paramsOf(rule: Rule, { params, scope }: Change): Params | null {
  if (params === null && scope.kind === 'organisation')
    throw new Invalid('params', 'what the organisation holds everybody to has no end');
  if (params === null) return null;
  try {
    refuseIncomparable(parametersOf(rule), params);
    return { ...defaultsOf(rule), ...params };
  } catch (error) {
    throw error instanceof Incomparable ? new Invalid('params', error.message) : error;
  }
}
