import type { AuditResult } from '../audit/findings.ts';
import { localDate, localDay } from '../domain/local-time.ts';
import type { Instant } from '../domain/time.ts';
import { auditedFrom, reviewersAt, zonedSites } from '../store/audits.ts';
import { auditsDue, type PersonDue, takeNotes } from '../store/audits-due.ts';
import type { Db } from '../store/db.ts';
import { currentPolicy, type Policy } from '../store/policies.ts';
import { type Changes, reconcile } from '../store/reconcile.ts';
import { transaction } from '../store/rows.ts';
import { zoneOf } from './audit-days.ts';
import { auditPeople, type SiteDay } from './audit-people.ts';
import { notePolicy } from './reach.ts';

export interface AuditedAgain extends Changes {
  /** Days of people that were looked at again. */
  readonly again: number;
}

interface DayAgain {
  readonly closed: SiteDay;
  readonly result: AuditResult;
}

/**
 * Audits again, from its own day on, whoever something became known of after their day had closed;
 * nobody else. To follow `auditClosedDays` of the same instant, so that no closed day is without an
 * audit. What stood before keeps its row and its state. Safe to run twice, and for many at once.
 */
export async function auditLateFacts(db: Db, now: Instant): Promise<AuditedAgain> {
  const due = await auditsDue(db.pool, now);
  let [again, added, resolved] = [0, 0, 0];
  if (due.length === 0) return { again, added, resolved };
  const policy = await currentPolicy(db);
  notePolicy(db, policy);
  const days = await lookAgain(db, policy, due, now);
  for (const person of due) {
    const own = days.get(person.reviewer) ?? [];
    const changes = await keep(db, { person, own, policyVersion: policy.version, now });
    if (!changes) continue;
    again += own.length;
    added += changes.added;
    resolved += changes.resolved;
  }
  return { again, added, resolved };
}

/** By reviewer, each audited day of theirs since what became known. */
async function lookAgain(
  db: Db,
  policy: Policy,
  due: readonly PersonDue[],
  now: Instant,
): Promise<ReadonlyMap<number, readonly DayAgain[]>> {
  const found = new Map<number, DayAgain[]>();
  const first = Math.min(...due.map(({ since }) => since));
  for (const site of await zonedSites(db.pool)) {
    const zone = zoneOf(site, now);
    if (!zone) continue;
    for (const date of await auditedFrom(db.pool, site.id, localDate(first, zone))) {
      const closed = { site: site.id, date, day: localDay(date, zone) };
      const wanted = due.filter(({ since }) => since < closed.day.end);
      const asked = new Set(wanted.map(({ reviewer }) => reviewer));
      const present = await reviewersAt(db.pool, site.id, closed.day);
      const reviewers = present.filter((reviewer) => asked.has(reviewer));
      for (const { reviewer, result } of await auditPeople(db, policy, reviewers, closed, now))
        found.set(reviewer, [...(found.get(reviewer) ?? []), { closed, result }]);
    }
  }
  return found;
}

interface Again {
  readonly person: PersonDue;
  readonly own: readonly DayAgain[];
  readonly policyVersion: number;
  readonly now: Instant;
}

/** All days of one person at once; null: another audit was quicker, and what it left waits. */
async function keep(db: Db, { person, own, policyVersion, now }: Again): Promise<Changes | null> {
  return transaction(db, async (tx) => {
    if (!(await takeNotes(tx, person))) return null;
    let [added, resolved] = [0, 0];
    for (const { closed, result } of own) {
      const { site, date } = closed;
      const people = [{ reviewer: person.reviewer, result }];
      const changes = await reconcile(tx, { site, date, now, policyVersion, people });
      added += changes.added;
      resolved += changes.resolved;
    }
    return { added, resolved };
  });
}
