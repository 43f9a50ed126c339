import { localDate, localDay, nextDate } from '../domain/local-time.ts';
import type { Instant } from '../domain/time.ts';
import {
  auditedUntil,
  reviewersAt,
  saveAuditedDay,
  type ZonedSite,
  zonedSites,
} from '../store/audits.ts';
import type { Db } from '../store/db.ts';
import { currentPolicy, type Policy } from '../store/policies.ts';
import { auditPeople, type SiteDay } from './audit-people.ts';
import { notePolicy } from './reach.ts';

export interface Audited {
  readonly days: number;
  readonly findings: number;
}

/**
 * Audits every local day of every site that has closed by `now` and was not audited yet, in order.
 * Safe to run twice, and after an outage of days.
 */
export async function auditClosedDays(db: Db, now: Instant): Promise<Audited> {
  const policy = await currentPolicy(db);
  notePolicy(db, policy);
  let [days, found] = [0, 0];
  for (const site of await zonedSites(db.pool)) {
    const last = await auditedUntil(db.pool, site.id);
    const zone = zoneOf(site, now);
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

/** The zone that a site is in; undefined: none is known. */
export function zoneOf(site: ZonedSite, at: Instant): string | undefined {
  return (site.zones.findLast((z) => z.from <= at) ?? site.zones[0])?.zone;
}

async function auditDay(db: Db, policy: Policy, closed: SiteDay, now: Instant): Promise<number> {
  const reviewers = await reviewersAt(db.pool, closed.site, closed.day);
  const people = await auditPeople(db, policy, reviewers, closed, now);
  const { site, date } = closed;
  return saveAuditedDay(db, { site, date, now, policyVersion: policy.version, people });
}
