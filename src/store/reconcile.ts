import { type DayAudit, insertFindings, keepPeople } from './audits.ts';
import { change, rows, sql, type Tx, ts } from './rows.ts';

/** Who resolves what no longer holds when a day is looked at again. */
const AUDIT = 'audit';

/** What looking again changed. */
export interface Changes {
  /** Findings that were not there before, or were thought to be over. */
  readonly added: number;
  /** Findings that no longer hold. */
  readonly resolved: number;
}

/**
 * Brings what an audited day says of these people up to what is known now. What still does not hold
 * stays the same row in the state that somebody gave it, with today's numbers; what holds after all
 * is resolved, never deleted; one that the audit had resolved and finds again is new.
 */
export async function reconcile(tx: Tx, audit: DayAudit): Promise<Changes> {
  const { site, date, now, people } = audit;
  const onDay = sql`site_id = ${site} and local_date = ${date}::date`;
  await rows(tx, sql`select 1 from audited_days where ${onDay} for update`);
  const dropped = sql`findings.state = 'resolved' and findings.state_by = ${AUDIT}`;
  const before = await rows<{ id: bigint }>(
    tx,
    sql`select id from findings where ${onDay} and not (${dropped})
      and reviewer_id = any(${people.map(({ reviewer }) => reviewer)}::int[])`,
  );
  const found = await rows<{ id: bigint }>(
    tx,
    sql`${insertFindings(audit)} on conflict (reviewer_id, rule, level, started_at) do update set
        ended_at = excluded.ended_at, cause = excluded.cause, observed = excluded.observed,
        "limit" = excluded."limit", assignment_id = excluded.assignment_id,
        policy_version = excluded.policy_version, explanation = excluded.explanation,
        missed_by = excluded.missed_by,
        state = case when ${dropped} then 'new' else findings.state end,
        state_by = case when ${dropped} then null else findings.state_by end,
        state_at = case when ${dropped} then null else findings.state_at end
      where findings.site_id = excluded.site_id and findings.local_date = excluded.local_date
      returning id`,
  );
  const holds = new Set(found.map(({ id }) => id));
  const known = new Set(before.map(({ id }) => id));
  const over = [...known].filter((id) => !holds.has(id));
  const resolved = await change(
    tx,
    sql`update findings set state = 'resolved', state_by = ${AUDIT}, state_at = ${ts(now)}
      where id = any(${over}::bigint[]) and state <> 'resolved'`,
  );
  await keepPeople(tx, audit);
  await change(
    tx,
    sql`update audited_days d set audited_at = ${ts(now)},
        findings = (select count(*) from findings where ${onDay} and not (${dropped})),
        unverified = p.unverified, overridden = p.overridden
      from (select coalesce(sum(jsonb_array_length(unverified)), 0)::int as unverified,
          coalesce(sum(overridden), 0)::int as overridden
        from audited_people where ${onDay}) p
      where d.site_id = ${site} and d.local_date = ${date}::date`,
  );
  return { added: found.filter(({ id }) => !known.has(id)).length, resolved };
}
