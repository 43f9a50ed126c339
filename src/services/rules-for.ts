import type { Override } from '../domain/override.ts';
import { rulesInForce, type Subject } from '../domain/policy.ts';
import { contains, type Instant } from '../domain/time.ts';
import { lawOf } from '../laws/index.ts';
import { type EnforcedRule, enforce, parametersOf, withOverrides } from '../rules/enforced.ts';
import { rulebook } from '../rules/index.ts';
import type { Facts, Membership } from '../store/facts.ts';
import type { Policy } from '../store/policies.ts';

export const parameters = rulebook.map(parametersOf);

/** Where a person belongs at an instant, and the law there. */
export function subjectOf(facts: Facts, at: Instant): Subject {
  const { site = null, team = null, jurisdiction = null } = membershipAt(facts, at) ?? {};
  return { person: facts.reviewer, site, team, law: lawOf(jurisdiction) };
}

/**
 * The rules for a person at an instant: what the policy says of them then, the law of their site,
 * and what two people opened for them. Everybody whom the same entries reach, between two instants at which one starts, is given
 * the same list, so that asking again costs nothing.
 */
export function rulesFor(policy: Policy, facts: Facts, at: Instant): readonly EnforcedRule[] {
  const resolved = resolvedOf(policy);
  const overrides = facts.overrides.filter((one) => contains(one, at));
  const key = keyOf(resolved, facts, at, overrides);
  const known = resolved.rules.get(key);
  if (known) return known;
  const subject = subjectOf(facts, at);
  const inForce = enforce(rulebook, rulesInForce(policy.entries, parameters, subject, at));
  const rules = overrides.length === 0 ? inForce : overridden(inForce, subject, at, overrides);
  resolved.rules.set(key, rules);
  return rules;
}

function overridden(
  rules: readonly EnforcedRule[],
  subject: Subject,
  at: Instant,
  overrides: readonly Override[],
): readonly EnforcedRule[] {
  const byLaw = enforce(rulebook, rulesInForce([], parameters, subject, at));
  return withOverrides(rules, byLaw, overrides);
}

/** The policy as it stood at a version that is not later than its own. */
export function asOf(policy: Policy, version: number): Policy {
  if (version === policy.version) return policy;
  const { earlier } = resolvedOf(policy);
  const entries = () => policy.entries.filter((entry) => entry.version <= version);
  const then = earlier.get(version) ?? { version, entries: entries() };
  earlier.set(version, then);
  return then;
}

/** What was resolved of one version of the policy. */
interface Resolved {
  /** When an entry starts, in ascending order. */
  readonly starts: readonly Instant[];
  /** The scopes that some entry is for. */
  readonly scopes: ReadonlySet<string>;
  readonly rules: Map<string, readonly EnforcedRule[]>;
  /** The policy at earlier versions. */
  readonly earlier: Map<number, Policy>;
}

const policies = new WeakMap<Policy, Resolved>();

function resolvedOf(policy: Policy): Resolved {
  const known = policies.get(policy);
  if (known) return known;
  const starts = [...new Set(policy.entries.map(({ from }) => from))].sort((a, b) => a - b);
  const scopes = policy.entries.map(
    ({ scope }) => `${scope.kind} ${'id' in scope ? scope.id : ''}`,
  );
  const resolved = { starts, scopes: new Set(scopes), rules: new Map(), earlier: new Map() };
  policies.set(policy, resolved);
  return resolved;
}

/** Names all that resolving depends on: who is reached by the same entries has the same key. */
function keyOf(
  { starts, scopes }: Resolved,
  facts: Facts,
  at: Instant,
  overrides: readonly Override[],
): string {
  const { site, team, jurisdiction = null } = membershipAt(facts, at) ?? {};
  const own = [`site ${site}`, `team ${team}`, `person ${facts.reviewer}`];
  const open = overrides.map(({ rule, start, end }) => `${rule} ${start} ${end}`);
  const reaching = own.filter((one) => scopes.has(one));
  return [startedBy(starts, at), jurisdiction, ...reaching, ...open].join('|');
}

/** How many of the instants, which ascend, have come. */
function startedBy(starts: readonly Instant[], at: Instant): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function membershipAt({ memberships }: Facts, at: Instant): Membership | undefined {
  return memberships.findLast(({ from }) => from <= at);
}
