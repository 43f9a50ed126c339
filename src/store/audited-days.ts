import type { Instant } from '../domain/time.ts';
import { ms, type Reader, rows, sql } from './rows.ts';

/** A site's day as the audit left it. */
export interface AuditedDay {
  /** 'YYYY-MM-DD' in the site's zone. */
  readonly date: string;
  /** The last time: what became known too late opens a day again. */
  readonly auditedAt: Instant;
  readonly reviewers: number;
  readonly findings: number;
  readonly byCause: readonly { readonly cause: string; readonly findings: number }[];
  /** By rule and why, how many people could not be judged; the day is not clean by it. */
  readonly unverified: readonly {
    readonly rule: string;
    readonly why: string;
    readonly reviewers: number;
  }[];
  /** Spans in breach of a rule that was overridden. */
  readonly overridden: number;
}

/** The audited days of a site from a date to a date, both included, the latest `most` of them first. */
export function auditedDays(
  db: Reader,
  { site, from, to, most }: { site: number; from: string; to: string; most: number },
): Promise<readonly AuditedDay[]> {
  return rows<AuditedDay>(
    db,
    sql`select d.local_date::text as date, ${ms('d.audited_at')} as "auditedAt", d.reviewers,
        d.findings, d.overridden,
        coalesce((select json_agg(c order by c.findings desc, c.cause) from (
            select f.cause, count(*)::int as findings from findings f
            where f.site_id = d.site_id and f.local_date = d.local_date
              and not (f.state = 'resolved' and f.state_by = 'audit')
            group by f.cause) c), '[]') as "byCause",
        coalesce((select json_agg(u order by u.rule, u.why) from (
            select one->>'rule' as rule, one->>'why' as why,
              count(distinct p.reviewer_id)::int as reviewers
            from audited_people p, jsonb_array_elements(p.unverified) as one
            where p.site_id = d.site_id and p.local_date = d.local_date
            group by 1, 2) u), '[]') as unverified
      from audited_days d
      where d.site_id = ${site} and d.local_date between ${from}::date and ${to}::date
      order by d.local_date desc limit ${most}`,
  );
}
