import type { RulesAt } from '../audit/applied.ts';
import type { Facts } from '../audit/facts.ts';
import { type AuditResult, findings } from '../audit/findings.ts';
import { type Missed, missedBreakFindings } from '../audit/missed-breaks.ts';
import { HOUR, type Instant, type Span } from '../domain/time.ts';
import { handedOutIn } from '../store/audits.ts';
import { missedIn } from '../store/breaks.ts';
import type { Db } from '../store/db.ts';
import { loadFacts } from '../store/facts.ts';
import { wantedAt } from '../store/known-ledgers.ts';
import type { Policy } from '../store/policies.ts';
import { noteRules, reachOf } from './reach.ts';
import { rulesFor } from './rules-for.ts';
import { recordedTimeline } from './seat.ts';

/** A local day of a site that has closed. */
export interface SiteDay {
  readonly site: number;
  /** 'YYYY-MM-DD' in the site's zone. */
  readonly date: string;
  readonly day: Span;
}

export interface PersonAudited {
  readonly reviewer: number;
  readonly result: AuditResult;
}

/** So many days of people's lives are looked at at once, so that a large site fits into memory. */
const PERSON_DAYS = 7_000;

/** What a closed day of these people was like, as far as is known by now. */
export async function auditPeople(
  db: Db,
  policy: Policy,
  reviewers: readonly number[],
  closed: SiteDay,
  now: Instant,
): Promise<readonly PersonAudited[]> {
  const audited: PersonAudited[] = [];
  const atOnce = Math.max(1, Math.floor((PERSON_DAYS * 24 * HOUR) / reachOf(db, 'audit').back));
  for (let i = 0; i < reviewers.length; i += atOnce)
    audited.push(...(await auditAtOnce(db, policy, reviewers.slice(i, i + atOnce), closed, now)));
  return audited;
}

async function auditAtOnce(
  db: Db,
  policy: Policy,
  reviewers: readonly number[],
  closed: SiteDay,
  now: Instant,
): Promise<readonly PersonAudited[]> {
  const reach = reachOf(db, 'audit');
  const { day } = closed;
  const span = { ...wantedAt(day.start, reach), end: day.end + reach.ahead };
  const [people, handedOut, missed] = await Promise.all([
    loadFacts(db.pool, reviewers, span),
    handedOutIn(db.pool, reviewers, span),
    missedIn(db.pool, reviewers, day),
  ]);
  for (const facts of people)
    for (const at of [day.start, day.end - 1]) noteRules(db, rulesFor(policy, facts, at));
  const { back, shiftsBack } = reachOf(db, 'audit');
  if (back > reach.back || shiftsBack > reach.shiftsBack)
    return auditAtOnce(db, policy, reviewers, closed, now);
  return people.map((facts) => {
    const changes = facts.overrides.flatMap(({ start, end }) => [start, end]);
    const rulesThen = Object.assign((at: Instant) => rulesFor(policy, facts, at), { changes });
    const { exposures: _, ...timeline } = recordedTimeline(facts, now);
    const own = {
      timeline,
      exposures: facts.exposures,
      handedOut: handedOut.get(facts.reviewer) ?? [],
    };
    const { reviewer } = facts;
    return { reviewer, result: found(own, day, rulesThen, missed.get(reviewer) ?? []) };
  });
}

/** What did not hold, and the breaks that the day owed and the person did not get. */
function found(facts: Facts, day: Span, rulesAt: RulesAt, missed: readonly Missed[]): AuditResult {
  const result = findings(facts, day, rulesAt);
  const breaks = missedBreakFindings(missed, facts.handedOut);
  return { ...result, findings: [...result.findings, ...breaks] };
}
