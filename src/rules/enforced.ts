import { WORST } from '../domain/category.ts';
import type { Override } from '../domain/override.ts';
import type { Level, Params, RuleInForce, RuleParameters } from '../domain/policy.ts';
import { subtract } from '../domain/spans.ts';
import { type Instant, MINUTE, minutesOf, type Span } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';
import { type Breach, defaultsOf, type Rule } from './rule.ts';

/** A rule as a policy enforces it: with a level and every parameter. */
export interface EnforcedRule {
  readonly rule: Rule;
  readonly level: Level;
  readonly params: Params;
  /** Why its numbers cannot be compared: then it cannot be judged. */
  readonly refused?: Error;
  /** It is overridden then: see `opened`. */
  readonly open?: Span;
}

/** What a rule says of a timeline, or why it cannot say: never to be read as 'it holds'. */
export type Verdict =
  | { readonly kind: 'judged'; readonly breaches: readonly Breach[] }
  | { readonly kind: 'unknown'; readonly why: string };

/**
 * The one runner that calls rules. It fails closed: a rule that throws, or a timeline that is not
 * known from the rule's lookback before `at` up to `at`, gives 'unknown'. With `from` it is asked
 * about the time from then on only.
 */
export function judge(
  enforced: EnforcedRule,
  timeline: Timeline,
  at: Instant,
  from?: Instant,
): Verdict {
  const { rule, params } = enforced;
  try {
    const why = whyUnknown(enforced, timeline, at);
    if (why !== null) return unknown(rule, why);
    return { kind: 'judged', breaches: rule.check(timeline, params, from) };
  } catch (error) {
    return unknown(rule, error instanceof Error ? error.message : String(error));
  }
}

/**
 * What a rule with `countsFrom` says of work that begins at an instant, before that work is looked
 * at: whether it may be asked at all. Exposure that is past has no part in it.
 */
export function judgeable(enforced: EnforcedRule, timeline: Timeline, at: Instant): Verdict {
  try {
    const why = whyUnknown(enforced, timeline, at);
    return why === null ? { kind: 'judged', breaches: [] } : unknown(enforced.rule, why);
  } catch (error) {
    return unknown(enforced.rule, error instanceof Error ? error.message : String(error));
  }
}

/** Why a rule cannot be asked about an instant; null: it may be. */
function whyUnknown(
  { rule, params, refused }: EnforcedRule,
  timeline: Timeline,
  at: Instant,
): string | null {
  if (refused) return refused.message;
  const lookback = rule.lookback(params);
  const { earlier } = timeline;
  const knownFrom = rule.readsShiftsAlone && earlier ? earlier.from : timeline.knownFrom;
  const history = minutesOf({ start: knownFrom, end: at });
  // Negated, so that a NaN is not known either.
  if (!(knownFrom <= at - lookback * MINUTE))
    return `it needs ${lookback} minutes of history, ${history} are known`;
  if (!(timeline.knownUntil >= at)) return 'what happened last is not known yet';
  return null;
}

function unknown(rule: Rule, why: string): Verdict {
  return { kind: 'unknown', why: `${rule.title} cannot be judged: ${why}` };
}

/** Finds the rule of each entry in force. An entry for a rule that is not there throws. */
export function enforce(
  rulebook: readonly Rule[],
  inForce: readonly RuleInForce[],
): readonly EnforcedRule[] {
  return inForce.map(({ rule: id, level, params, ...rest }) => {
    const rule = rulebook.find((one) => one.id === id);
    if (!rule) {
      const known = rulebook.map((one) => one.id).join(', ');
      throw new Error(`The policy names the rule '${id}', which is not one of: ${known}`);
    }
    return { rule, level, params: { ...defaultsOf(rule), ...params }, ...rest };
  });
}

/**
 * The rules as they are while some are overridden: those still say what they say, with the time for
 * which it does not count. What the law of the site asks for stays beside them. Which may be
 * overridden at all is asked before an override is granted.
 */
export function withOverrides(
  rules: readonly EnforcedRule[],
  byLaw: readonly EnforcedRule[],
  overrides: readonly Override[],
): readonly EnforcedRule[] {
  return rules.flatMap((enforced) => {
    const own = overrides.filter(({ rule }) => rule === enforced.rule.id);
    const last = own.toSorted((a, b) => a.end - b.end).at(-1);
    if (!last) return [enforced];
    const law = byLaw.filter((one) => one.rule === enforced.rule && one.level === enforced.level);
    return [{ ...enforced, open: { start: last.start, end: last.end } }, ...law];
  });
}

/** When an override keeps what a rule says from counting: never while the worst is seen. */
export function opened({ open }: EnforcedRule, timeline: Timeline): readonly Span[] {
  if (!open) return [];
  return subtract(
    [open],
    timeline.exposures.filter(({ severity }) => severity >= WORST),
  );
}

/** What resolving a policy needs to know of a rule. */
export function parametersOf(rule: Rule): RuleParameters {
  const parameters = Object.entries(rule.parameters);
  return {
    id: rule.id,
    defaults: defaultsOf(rule),
    stricter: Object.fromEntries(parameters.map(([name, { stricter }]) => [name, stricter])),
    ceilings: parameters.flatMap(([name, { ceiling }]) => (ceiling ? [name] : [])),
  };
}
