import type { Level, Params, Scope } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { rulebook } from '../rules/index.ts';
import { defaultsOf, type Rule } from '../rules/rule.ts';
import type { Db } from '../store/db.ts';
import { addEntries, currentPolicy, type NewEntry } from '../store/policies.ts';
import { publishFirstStatement } from '../store/statements.ts';
import { Invalid } from './errors.ts';

/**
 * Makes sure that a database has what nothing works without: a hazard statement to read before
 * consenting, and a policy. On an empty one every rule is enforced with its defaults, as it asks to be; a
 * rule that is new to a database in use is only watched until somebody turns it on.
 */
export async function ensureBaseline(db: Db): Promise<void> {
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
  /** What is not named keeps the rule's default. */
  readonly params: Params;
  /** From when on; never before the commit. Null: at once. */
  readonly from: Instant | null;
}

/**
 * Adds a dated entry to the policy and says in the audit log who did; returns the instant of the
 * commit. Throws Invalid.
 */
export async function changePolicy(db: Db, change: PolicyChange, by = 'system'): Promise<Instant> {
  const rule = rulebook.find((r) => r.id === change.rule);
  const known = rulebook.map((r) => r.id).join(', ');
  if (!rule) throw new Invalid('rule', `there is no rule "${change.rule}"; there are ${known}`);
  for (const [name, value] of Object.entries(change.params)) {
    if (!Object.hasOwn(rule.parameters, name))
      throw new Invalid('params', `${rule.id} has no parameter "${name}"`);
    if (!(Number.isFinite(value) && value >= 0))
      throw new Invalid('params', `${name} must be a number of at least 0`);
  }
  const params = { ...defaultsOf(rule), ...change.params };
  return addEntries(db, [{ ...change, params }], { by, which: 'all' });
}
