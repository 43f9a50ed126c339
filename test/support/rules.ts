import type { Level, Params } from '../../src/domain/policy.ts';
import { type EnforcedRule, enforce } from '../../src/rules/enforced.ts';
import { rulebook } from '../../src/rules/index.ts';

/** One rule of the rulebook, hard unless told otherwise, with its defaults but for these numbers. */
export function enforced(rule: string, params: Params = {}, level: Level = 'hard'): EnforcedRule {
  const [one] = enforce(rulebook, [{ rule, level, params }]);
  if (!one) throw new Error(`${rule} is not enforced`);
  return one;
}

/** The whole rulebook with its defaults, all hard. */
export const everyRule: readonly EnforcedRule[] = rulebook.map((rule) => enforced(rule.id));

/** Five rules of different kinds, all hard: enough to see what becomes of what rules say. */
export const fiveRules: readonly EnforcedRule[] = [
  'category-consent',
  'continuous-exposure',
  'daily-dose',
  'daily-rest',
  'graphic-minutes-per-day',
].map((id) => enforced(id));
