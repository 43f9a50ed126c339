import { type Asked, type Effect, effectOf, type WhatIf, whatIf } from '../audit/what-if.ts';
import type { Change } from '../domain/loosening.ts';
import { type PolicyEntry, rulesInForce } from '../domain/policy.ts';
import { HOUR, type Instant, MINUTE } from '../domain/time.ts';
import { type EnforcedRule, enforce } from '../rules/enforced.ts';
import { rulebook } from '../rules/index.ts';
import type { Db } from '../store/db.ts';
import { type Facts, loadFacts } from '../store/facts.ts';
import { wantedAt } from '../store/known-ledgers.ts';
import type { Policy } from '../store/policies.ts';
import { reachedBy } from '../store/proposals.ts';
import { entriesFor } from './policy.ts';
import { parameters, subjectOf } from './rules-for.ts';
import { recordedTimeline } from './seat.ts';

const DAY = 24 * HOUR;
/** So much of the past is judged, and so much of what is planned. */
const DAYS = 28;
/** So many days of people's lives are looked at before others have a turn. */
const PERSON_DAYS = 300;

/** What a change would have meant, and of how many of those whom it reaches that is told. */
export interface ComputedEffect extends Effect {
  readonly days: number;
  readonly reached: number;
  readonly looked: number;
}

export interface EffectAsked {
  readonly now: Instant;
  readonly signal?: AbortSignal | undefined;
  readonly most?: number;
}

/**
 * What changes would have meant had they been in force, beside the policy as it stands, over the
 * last 28 days and what is planned for the next. Everybody is held to what holds for them now.
 * Reads only, in small pieces. Of more than `most` people a fair sample is looked at, and of no more
 * once the signal says so.
 */
export async function effectOfChanges(
  db: Db,
  policy: Policy,
  changes: readonly Change[],
  { now, signal, most = Infinity }: EffectAsked,
): Promise<ComputedEffect> {
  const scopes = changes.map(({ scope }) => scope);
  const reached = await reachedBy(db.pool, scopes, now);
  const people = reached.slice(0, most);
  const rulesOf = rulesBeforeAndAfter(policy, changes, now);
  const found: WhatIf[] = [];
  let [back, shiftsBack] = [DAYS * DAY, DAYS * DAY];
  for (let i = 0; i < people.length && !signal?.aborted; ) {
    const atOnce = Math.max(1, Math.floor((PERSON_DAYS * DAY) / back));
    const span = wantedAt(now, { back, ahead: DAYS * DAY, shiftsBack });
    const batch = people.slice(i, i + atOnce);
    const facts = await loadFacts(db.pool, batch, span);
    const asked = facts.map((own) => ({ facts: own, rules: rulesOf(own) }));
    const all = asked.flatMap(({ rules }) => [...rules.before, ...rules.after]);
    const needed = DAYS * DAY + longest(all.filter(({ rule }) => !rule.readsShiftsAlone));
    const shiftsNeeded = DAYS * DAY + longest(all);
    if (needed > back || shiftsNeeded > shiftsBack) {
      [back, shiftsBack] = [Math.max(back, needed), Math.max(shiftsBack, shiftsNeeded)];
      continue;
    }
    found.push(...asked.map((one) => whatIf(recordedTimeline(one.facts, now), one.rules)));
    i += batch.length;
  }
  return { ...effectOf(found), days: DAYS, reached: reached.length, looked: found.length };
}

function rulesBeforeAndAfter(
  { entries }: Policy,
  changes: readonly Change[],
  now: Instant,
): (facts: Facts) => Asked {
  const ids = new Set(changes.map(({ rule }) => rule));
  const asked = parameters.filter(({ id }) => ids.has(id));
  const own = entries.filter(({ rule }) => ids.has(rule));
  const added = changes.flatMap((change) => entriesFor(change, own, now));
  const last = own.reduce((most, { version }) => Math.max(most, version), 0);
  const changed = [...own, ...added.map((entry, i) => ({ ...entry, version: last + 1 + i }))];
  const past = { start: now - DAYS * DAY, end: now };
  const planned = { start: now, end: now + DAYS * DAY };
  return (facts) => {
    const subject = subjectOf(facts, now);
    const rules = (some: readonly PolicyEntry[]) =>
      enforce(rulebook, rulesInForce(some, asked, subject, now));
    return { past, planned, before: rules(own), after: rules(changed) };
  };
}

/** How much history the rules look back to, in milliseconds. */
function longest(rules: readonly EnforcedRule[]): number {
  const minutes = rules.map(({ rule, params }) => rule.lookback(params)).filter(Number.isFinite);
  return Math.max(0, ...minutes) * MINUTE;
}
