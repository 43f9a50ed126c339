import type { Level, Params } from '../domain/policy.ts';
import { HOUR, MINUTE, type Minutes } from '../domain/time.ts';
import { JURISDICTIONS, lawOf } from '../laws/index.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { rulebook } from '../rules/index.ts';
import { defaultsOf } from '../rules/rule.ts';
import type { Db } from '../store/db.ts';
import type { Reach } from '../store/ledgers.ts';
import type { Policy } from '../store/policies.ts';

/** Planned shifts that a decision now can harm: tomorrow's, by its daily rest. */
const AHEAD = 48 * HOUR;

/** What decides asks hard rules only; the audit asks all, of which some look back for half a year. */
export type Asker = 'decision' | 'audit';

type Longest = Record<Asker, Minutes>;
interface Demand {
  readonly rule: string;
  readonly level: Level;
  readonly params: Params | null;
}

const longest = new WeakMap<Db['pool'], Longest>();

/** What is asked for before any policy was seen: what the baseline and the laws ask for. */
const ATFIRST: Longest = longestOf([
  ...rulebook.flatMap(({ id, baseline: level = 'hard' }) =>
    level === 'law' ? [] : [{ rule: id, level, params: {} }],
  ),
  ...JURISDICTIONS.flatMap((name) => lawOf(name)),
]);

/**
 * How much history is loaded. A policy that asks for more than was loaded makes its rule unknown,
 * which refuses, for the one decision in which it is first seen.
 */
export function reachOf(db: Db, asker: Asker = 'decision'): Reach {
  const minutes = (longest.get(db.pool) ?? ATFIRST)[asker];
  return { back: minutes * MINUTE + HOUR, ahead: AHEAD };
}

const noted = new WeakMap<Db['pool'], WeakSet<object>>();

/** From now on what a policy asks for is loaded. */
export function notePolicy(db: Db, policy: Policy): void {
  note(db, policy, policy.entries);
}

/** The same for rules as they were resolved: of two scopes together they may ask for more. */
export function noteRules(db: Db, rules: readonly EnforcedRule[]): void {
  const demands = () => rules.map(({ rule, level, params }) => ({ rule: rule.id, level, params }));
  note(db, rules, demands);
}

function note(db: Db, of: object, demands: readonly Demand[] | (() => readonly Demand[])): void {
  const seen = noted.get(db.pool) ?? new WeakSet();
  if (seen.has(of)) return;
  noted.set(db.pool, seen.add(of));
  const before = longest.get(db.pool) ?? ATFIRST;
  const asked = longestOf(typeof demands === 'function' ? demands() : demands);
  longest.set(db.pool, {
    decision: Math.max(before.decision, asked.decision),
    audit: Math.max(before.audit, asked.audit),
  });
}

function longestOf(demands: readonly Demand[]): Longest {
  const all = demands.map(({ level, ...demand }) => ({ level, minutes: lookback(demand) }));
  const most = (some: typeof all) => Math.max(0, ...some.map(({ minutes }) => minutes));
  return { decision: most(all.filter(({ level }) => level === 'hard')), audit: most(all) };
}

/** What cannot be compared is not judged, and asks for nothing. */
function lookback({ rule: id, params }: Omit<Demand, 'level'>): Minutes {
  const rule = rulebook.find((one) => one.id === id);
  if (!rule || !params) return 0;
  const minutes = rule.lookback({ ...defaultsOf(rule), ...params });
  return Number.isFinite(minutes) ? minutes : 0;
}
