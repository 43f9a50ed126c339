import { type AuditResult, findings } from '../audit/findings.ts';
import { localDate, localDay, nextDate } from '../domain/local-time.ts';
import { HOUR, type Instant, type Span } from '../domain/time.ts';
import {
  auditedUntil,
  handedOutIn,
  reviewersAt,
  saveAuditedDay,
  zonedSites,
} from '../store/audits.ts';
import type { Db } from '../store/db.ts';
import { loadFacts } from '../store/facts.ts';
import { currentPolicy, type Policy } from '../store/policies.ts';
import { notePolicy, noteRules, reachOf } from './reach.ts';
import { rulesFor } from './rules-for.ts';
import { timelineOf } from './seat.ts';

export interface Audited {
  readonly days: number;
  readonly findings: number;
}

/** So many days of people's lives are looked at at once, so that a large site fits into memory. */
const PERSON_DAYS = 7_000;

/**
 * Audits every local day of every site that has closed by `now` and was not audited yet, in order.
 * Safe to run twice, and after an outage of days.
 */
export async function auditClosedDays(db: Db, now: Instant): Promise<Audited> {
  const policy = await currentPolicy(db);
  notePolicy(db, policy);
  let [days, found] = [0, 0];
  for (const site of await zonedSites(db.pool)) {
    const zoneAt = (at: Instant) => site.zones.findLast((z) => z.from <= at) ?? site.zones[0];
    const last = await auditedUntil(db.pool, site.id);
    const zone = zoneAt(now)?.zone;
    if (!zone) continue;
    let date = last === null ? localDate(site.since, zone) : nextDate(last);
    for (let day = localDay(date, zone); day.end <= now; day = localDay(date, zone)) {
      found += await auditDay(db, policy, { site: site.id, date, day }, now);
      days++;
      date = nextDate(date);
    }
  }
  return { days, findings: found };
}

interface SiteDay {
  readonly site: number;
  /** 'YYYY-MM-DD' in the site's zone. */
  readonly date: string;
  readonly day: Span;
}

async function auditDay(db: Db, policy: Policy, closed: SiteDay, now: Instant): Promise<number> {
  const reviewers = await reviewersAt(db.pool, closed.site, closed.day);
  const audited: { reviewer: number; result: AuditResult }[] = [];
  const atOnce = Math.max(1, Math.floor((PERSON_DAYS * 24 * HOUR) / reachOf(db, 'audit').back));
  for (let i = 0; i < reviewers.length; i += atOnce)
    audited.push(...(await auditPeople(db, policy, reviewers.slice(i, i + atOnce), closed, now)));
  return saveAuditedDay(db, {
    site: closed.site,
    date: closed.date,
    now,
    policyVersion: policy.version,
    reviewers: reviewers.length,
    unverified: audited.reduce((sum, { result }) => sum + result.unverified.length, 0),
    overridden: audited.reduce((sum, { result }) => sum + result.overridden.length, 0),
    findings: audited.flatMap(({ reviewer, result }) =>
      result.findings.map((finding) => ({ reviewer, ...finding })),
    ),
  });
}

async function auditPeople(
  db: Db,
  policy: Policy,
  reviewers: readonly number[],
  closed: SiteDay,
  now: Instant,
): Promise<{ reviewer: number; result: AuditResult }[]> {
  const reach = reachOf(db, 'audit');
  const { day } = closed;
  const span = { start: day.start - reach.back, end: day.end + reach.ahead };
  const [people, handedOut] = await Promise.all([
    loadFacts(db.pool, reviewers, span),
    handedOutIn(db.pool, reviewers, span),
  ]);
  for (const facts of people)
    for (const at of [day.start, day.end - 1]) noteRules(db, rulesFor(policy, facts, at));
  if (reachOf(db, 'audit').back > reach.back)
    return auditPeople(db, policy, reviewers, closed, now);
  return people.map((facts) => {
    const changes = facts.overrides.flatMap(({ start, end }) => [start, end]);
    const rulesThen = Object.assign((at: Instant) => rulesFor(policy, facts, at), { changes });
    const { exposures: _, ...timeline } = timelineOf(facts, now);
    const own = {
      timeline,
      exposures: facts.exposures,
      handedOut: handedOut.get(facts.reviewer) ?? [],
    };
    return { reviewer: facts.reviewer, result: findings(own, day, rulesThen) };
  });
}
