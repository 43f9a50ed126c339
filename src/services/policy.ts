import { lasting } from '../domain/lasting.ts';
import {
  Incomparable,
  type Level,
  type Params,
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
import { publishFirstStatement } from '../store/statements.ts';
import { Invalid } from './errors.ts';

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

export interface PolicyChange {
  readonly rule: string;
  readonly level: Level;
  readonly scope: Scope;
  /**
   * What is not named keeps the rule's default. Null withdraws what the scope said; what the
   * organisation says has no end.
   */
  readonly params: Params | null;
  /** From when on; never before the commit. Null: at once. */
  readonly from: Instant | null;
}

/**
 * Adds a dated entry to the policy and says in the audit log who did; returns the instant of the
 * commit. What it decides for a person lasts, whatever was decided before for a later date. Throws
 * Invalid.
 */
export async function changePolicy(db: Db, change: PolicyChange, by = 'system'): Promise<Instant> {
  const rule = rulebook.find((r) => r.id === change.rule);
  const known = rulebook.map((r) => r.id).join(', ');
  if (!rule) throw new Invalid('rule', `there is no rule "${change.rule}"; there are ${known}`);
  const { level, scope } = change;
  const decided = { rule: rule.id, level, scope, params: paramsOf(rule, change) };
  return addEntries(
    db,
    ({ entries }, now) => {
      const entry = { ...decided, from: Math.max(change.from ?? now, now) };
      return [entry, ...lasting(parametersOf(rule), entries, entry)];
    },
    { by, which: 'all' },
  );
}

function paramsOf(rule: Rule, { params, scope }: PolicyChange): Params | null {
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
