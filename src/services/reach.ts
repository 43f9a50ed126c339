import type { Level, Params } from '../domain/policy.ts';
import { HOUR, MINUTE, type Minutes } from '../domain/time.ts';
import { JURISDICTIONS, lawOf } from '../laws/index.ts';
import type { EnforcedRule } from '../rules/enforced.ts';
import { rulebook } from '../rules/index.ts';
import { defaultsOf } from '../rules/rule.ts';
import type { Db } from '../store/db.ts';
import type { Reach } from '../store/known-ledgers.ts';
import type { Policy } from '../store/policies.ts';

/** Planned shifts that a decision now can harm: tomorrow's, by its daily rest. */
const AHEAD = 48 * HOUR;

/** What decides asks hard rules only; the audit asks all, of which some look back for half a year. */
export type Asker = 'decision' | 'audit';

/** The most history, and how far back shifts alone are read. */
interface Most {
  readonly all: Minutes;
  readonly shifts: Minutes;
}
const NONE: Most = { all: 0, shifts: 0 };
type Longest = Record<Asker, Most>;
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
  const { all, shifts } = (longest.get(db.pool) ?? ATFIRST)[asker];
  const back = all * MINUTE + HOUR;
  return { back, ahead: AHEAD, shiftsBack: Math.max(back, shifts * MINUTE + HOUR) };
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
    decision: longer(before.decision, asked.decision),
    audit: longer(before.audit, asked.audit),
  });
}

function longestOf(demands: readonly Demand[]): Longest {
  const all = demands.map(({ level, ...demand }) => ({ level, most: lookback(demand) }));
  const most = (some: typeof all) => some.reduce((so, one) => longer(so, one.most), NONE);
  return { decision: most(all.filter(({ level }) => level === 'hard')), audit: most(all) };
}

function longer(a: Most, b: Most): Most {
  return { all: Math.max(a.all, b.all), shifts: Math.max(a.shifts, b.shifts) };
}

/** What cannot be compared is not judged, and asks for nothing. */
function lookback({ rule: id, params }: Omit<Demand, 'level'>): Most {
  const rule = rulebook.find((one) => one.id === id);
  if (!rule || !params) return NONE;
  const minutes = rule.lookback({ ...defaultsOf(rule), ...params });
  if (!Number.isFinite(minutes)) return NONE;
  return rule.readsShiftsAlone ? { ...NONE, shifts: minutes } : { ...NONE, all: minutes };
}
