import type { MissedBy } from '../domain/missed-break.ts';
import type { Level } from '../domain/policy.ts';
import type { HandedOut } from '../domain/recorded.ts';
import type { Instant, Span } from '../domain/time.ts';
import type { ZoneFrom } from '../domain/timeline.ts';
import type { Db } from './db.ts';
import { change, ms, type Reader, rows, type Sql, sql, type Tx, transaction, ts } from './rows.ts';

export interface ZonedSite {
  readonly id: number;
  readonly zones: readonly ZoneFrom[];
  /** The first instant at which anybody worked there. */
  readonly since: Instant;
}

/** Every site that anybody has worked at, with its zones in ascending order. */
export async function zonedSites(db: Reader): Promise<readonly ZonedSite[]> {
  return rows<ZonedSite>(
    db,
    sql`select s.id, ${ms('min(m.starts_at)')} as since,
        (select json_agg(json_build_object('zone', z.zone, 'from', ${ms('z.starts_at')})
          order by z.starts_at) from site_zones z where z.site_id = s.id) as zones
      from sites s join memberships m on m.site_id = s.id
      where exists (select 1 from site_zones z where z.site_id = s.id)
      group by s.id order by s.id`,
  );
}

/** The last local date of a site that was audited, 'YYYY-MM-DD'; null when none was. */
export async function auditedUntil(db: Reader, site: number): Promise<string | null> {
  const [row] = await rows<{ last: string | null }>(
    db,
    sql`select max(local_date)::text as last from audited_days where site_id = ${site}`,
  );
  return row?.last ?? null;
}

/** Who belonged to a site at any instant of a span. */
export async function reviewersAt(
  db: Reader,
  site: number,
  span: Span,
): Promise<readonly number[]> {
  const found = await rows<{ reviewer_id: number }>(
    db,
    sql`select distinct m.reviewer_id from memberships m
      where m.site_id = ${site} and m.starts_at < ${ts(span.end)}
        and not exists (select 1 from memberships n where n.reviewer_id = m.reviewer_id
          and n.starts_at > m.starts_at and n.starts_at <= ${ts(span.start)})
      order by m.reviewer_id`,
  );
  return found.map((row) => row.reviewer_id);
}

/** What was handed out to these people within a span, by reviewer. */
export async function handedOutIn(
  db: Reader,
  reviewers: readonly number[],
  span: Span,
): Promise<ReadonlyMap<number, readonly HandedOut[]>> {
  const found = await rows<HandedOut & { reviewer: number }>(
    db,
    sql`select reviewer_id as reviewer, id, announced_severity as severity,
        announced_categories as categories, ${ms('decided_at')} as "decidedAt",
        ${ms('lease_decided_at')} as "leaseDecidedAt", ${ms('lease_until')} as "leaseUntil"
      from assignments where reviewer_id = any(${reviewers}::int[])
        and decided_at >= ${ts(span.start)} and decided_at < ${ts(span.end)} order by decided_at`,
  );
  const byReviewer = new Map<number, HandedOut[]>();
  for (const { reviewer, ...own } of found)
    byReviewer.set(reviewer, [...(byReviewer.get(reviewer) ?? []), own]);
  return byReviewer;
}

/** The local dates of a site that were audited, from a date on. */
export async function auditedFrom(
  db: Reader,
  site: number,
  date: string,
): Promise<readonly string[]> {
  const found = await rows<{ date: string }>(
    db,
    sql`select local_date::text as date from audited_days
      where site_id = ${site} and local_date >= ${date}::date order by local_date`,
  );
  return found.map((row) => row.date);
}

/** What an audit of a site's day says of people there. */
export interface DayAudit {
  readonly site: number;
  readonly date: string;
  readonly now: Instant;
  readonly policyVersion: number;
  readonly people: readonly PersonAudit[];
}

export interface PersonAudit {
  readonly reviewer: number;
  readonly result: {
    readonly findings: readonly {
      readonly rule: string;
      readonly level: Level;
      readonly cause: string;
      readonly span: Span;
      readonly observed: number;
      readonly limit: number;
      readonly assignment: bigint | null;
      readonly explanation: string;
      readonly missedBy?: MissedBy | null;
    }[];
    readonly unverified: readonly { readonly rule: string; readonly why: string }[];
    readonly overridden: readonly unknown[];
  };
}

/** Keeps what the audit of a site's day found, once; returns the number of findings. */
export async function saveAuditedDay(db: Db, audit: DayAudit): Promise<number> {
  const { people } = audit;
  const count = (of: keyof PersonAudit['result']) =>
    people.reduce((sum, { result }) => sum + result[of].length, 0);
  return transaction(db, async (tx) => {
    const fresh = await change(
      tx,
      sql`insert into audited_days (site_id, local_date, audited_at, reviewers, findings, unverified,
          overridden)
        values (${audit.site}, ${audit.date}::date, ${ts(audit.now)}, ${people.length},
          ${count('findings')}, ${count('unverified')}, ${count('overridden')})
        on conflict do nothing`,
    );
    if (fresh === 0) return 0;
    await keepPeople(tx, audit);
    return change(tx, sql`${insertFindings(audit)} on conflict do nothing`);
  });
}

/** Adds the findings of an audit; what is to be done about those that are there, the caller says. */
export function insertFindings({ site, date, now, policyVersion, people }: DayAudit): Sql {
  const given = people.flatMap(({ reviewer, result }) =>
    result.findings.map(({ span, assignment, ...finding }) => ({
      ...finding,
      reviewer,
      start: ts(span.start),
      end: ts(span.end),
      assignment: assignment?.toString() ?? null,
    })),
  );
  return sql`insert into findings (reviewer_id, site_id, local_date, rule, level, cause, started_at,
      ended_at, observed, "limit", assignment_id, policy_version, explanation, recorded_at,
      missed_by)
    select f.reviewer, ${site}, ${date}::date, f.rule, f.level, f.cause, f.start, f."end",
      f.observed, f."limit", f.assignment, ${policyVersion}, f.explanation, ${ts(now)},
      f."missedBy"
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as f(reviewer int, rule text,
      level text, cause text, start timestamptz, "end" timestamptz, observed float8, "limit" float8,
      assignment bigint, explanation text, "missedBy" text)`;
}

/** Keeps of each person what could not be verified and how much was overridden, as it is now. */
export async function keepPeople(tx: Tx, { site, date, people }: DayAudit): Promise<void> {
  const given = people.map(({ reviewer, result }) => {
    const { unverified, overridden } = result;
    return { reviewer, unverified, overridden: overridden.length };
  });
  await change(
    tx,
    sql`insert into audited_people (site_id, local_date, reviewer_id, unverified, overridden)
      select ${site}, ${date}::date, p.reviewer, p.unverified, p.overridden
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as p(reviewer int, unverified jsonb, overridden int)
      on conflict (site_id, local_date, reviewer_id) do update
        set unverified = excluded.unverified, overridden = excluded.overridden`,
  );
}
