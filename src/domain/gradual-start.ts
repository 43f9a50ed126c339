import { localDate, localDay, nextDate } from './local-time.ts';
import {
  counting,
  type Params,
  type PolicyEntry,
  type RuleInForce,
  type RuleParameters,
  rulesInForce,
  type Subject,
  strictest,
} from './policy.ts';
import type { Instant } from './time.ts';

/**
 * How much of every ceiling somebody new or returning may come to, week by week. That training is
 * graded: IWF. How many weeks, and what percentages: no published figure.
 */
export const STEPS = [
  { week: 1, percent: 25 },
  { week: 2, percent: 50 },
  { week: 3, percent: 75 },
  { week: 4, percent: 100 },
] as const;

const DAYS_A_WEEK = 7;

export interface GradualStep {
  readonly percent: number;
  readonly from: Instant;
}

/** The steps of a gradual start: the first at its instant, each other as a week's local day begins. */
export function stepsFrom(start: Instant, zone: string): readonly GradualStep[] {
  let date = localDate(start, zone);
  return STEPS.map(({ percent }, week) => {
    if (week === 0) return { percent, from: start };
    for (let i = 0; i < DAYS_A_WEEK; i++) date = nextDate(date);
    return { percent, from: localDay(date, zone).start };
  });
}

/**
 * The person's entries that make their start gradual: in each step so much of every ceiling that
 * holds for whoever is where they are, and at the last nothing but what they had of their own. What
 * was decided for the person alone stays: with it the stricter counts, on its own date too.
 */
export function gradualStart(
  entries: readonly PolicyEntry[],
  rules: readonly RuleParameters[],
  subject: Subject,
  steps: readonly GradualStep[],
): readonly Omit<PolicyEntry, 'version'>[] {
  const scope = { kind: 'person', id: subject.person } as const;
  const isOwn = (one: PolicyEntry) => one.scope.kind === 'person' && one.scope.id === scope.id;
  const [own, others] = [entries.filter(isOwn), entries.filter((one) => !isOwn(one))];
  return moments(own, steps).flatMap(({ from, percent, decided }) =>
    rulesInForce(others, rules, subject, from).flatMap((inForce) => {
      const rule = rules.find(({ id }) => id === inForce.rule);
      if (!rule || rule.ceilings.length === 0 || inForce.refused) return [];
      if (decided && !isSame(decided, inForce)) return [];
      const kept = counting(own, subject, from).find((one) => isSame(one, inForce))?.params ?? null;
      const params = both(rule, part(rule, inForce.params, percent), kept);
      return [{ rule: rule.id, level: inForce.level, scope, params, from }];
    }),
  );
}

/** The steps, and the dates between them from which something else was decided for the person. */
function moments(own: readonly PolicyEntry[], steps: readonly GradualStep[]) {
  const between = own.flatMap((decided) => {
    const step = steps.findLast(({ from }) => from <= decided.from);
    const isBetween = step && step.from < decided.from && step !== steps.at(-1);
    return isBetween ? [{ percent: step.percent, from: decided.from, decided }] : [];
  });
  return [...steps.map((step) => ({ ...step, decided: null })), ...between];
}

function isSame(a: Pick<RuleInForce, 'rule' | 'level'>, b: Pick<RuleInForce, 'rule' | 'level'>) {
  return a.rule === b.rule && a.level === b.level;
}

/** So much of every ceiling; null: all of it, which needs no entry. */
function part(rule: RuleParameters, params: Params, percent: number): Params | null {
  if (percent >= 100) return null;
  const pairs = Object.entries(params).map(([name, value]): [string, number] => [
    name,
    rule.ceilings.includes(name) ? (value * percent) / 100 : value,
  ]);
  return Object.fromEntries(pairs);
}

function both(rule: RuleParameters, a: Params | null, b: Params | null): Params | null {
  return a && b ? strictest(rule, [a, b]) : (a ?? b);
}
