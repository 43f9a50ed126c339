import type { MissedBy } from '../domain/missed-break.ts';
import { type Instant, MINUTE, type Span } from '../domain/time.ts';
import { LONGEST_SHIFT } from '../domain/working-time.ts';
import { COMMITTED_WITHIN } from './audits-due.ts';
import { change, ms, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** The table refuses a longer one. A shift of exactly a day that began then has just ended. */
export const LONGEST = LONGEST_SHIFT * MINUTE;

export interface ShiftRow extends Span {
  readonly id: number;
  readonly reviewer: number;
}

/** A shift that somebody is to work. */
export interface NewShift extends Span {
  readonly reviewer: number;
  readonly site: number;
}

/** Marks the shifts that have begun; returns how many were new. */
export function openShifts(db: Reader, now: Instant): Promise<number> {
  return change(
    db,
    sql`update shifts set opened_at = ${ts(now)}
    where opened_at is null and starts_at <= ${ts(now)}`,
  );
}

/** Shifts that have ended and were not closed yet, in the order of their end. */
export function shiftsToClose(db: Reader, now: Instant): Promise<readonly ShiftRow[]> {
  return rows<ShiftRow>(
    db,
    sql`select id, reviewer_id as reviewer, ${ms('starts_at')} as start, ${ms('ends_at')} as end
      from shifts where closed_at is null and ends_at <= ${ts(now)} order by ends_at, id`,
  );
}

/** A break that was missed, and whose decision it was. */
export interface Missed {
  readonly id: bigint;
  readonly by: MissedBy;
}

/** Closes a shift; these breaks, which fell due in it and were not taken, are missed. */
export async function closeShift(
  tx: Tx,
  id: number,
  now: Instant,
  missed: readonly Missed[],
): Promise<void> {
  await change(
    tx,
    sql`with missed as (update breaks set missed = true, missed_by = m.by
        from unnest(${missed.map((one) => one.id)}::bigint[],
          ${missed.map(({ by }) => by)}::text[]) as m(id, by)
        where breaks.id = m.id and started_at is null)
      update shifts set closed_at = ${ts(now)} where id = ${id}`,
  );
}

/** Who is on shift at an instant. */
export function onShift(db: Reader, now: Instant): Promise<readonly ShiftRow[]> {
  return rows<ShiftRow>(
    db,
    sql`select id, reviewer_id as reviewer, ${ms('starts_at')} as start, ${ms('ends_at')} as end
      from shifts where starts_at <= ${ts(now)} and starts_at > ${ts(now - LONGEST)}
        and ends_at > ${ts(now)} order by reviewer_id`,
  );
}

/**
 * Adds the shifts that overlap none of the same person, so that planning again changes nothing, and
 * moves the ledgers on, so that whoever remembers one reads it again. What has begun by `now` is noted
 * for the audit, which may be looking at that day as this is written. Returns how many were added.
 */
export async function addShifts(
  tx: Tx,
  shifts: readonly NewShift[],
  now: Instant,
): Promise<number> {
  const given = JSON.stringify(shifts.map((s) => ({ ...s, start: ts(s.start), end: ts(s.end) })));
  const reviewers = [...new Set(shifts.map((s) => s.reviewer))].sort((a, b) => a - b);
  await rows(
    tx,
    sql`select reviewer_id from ledgers where reviewer_id = any(${reviewers}::int[])
      order by reviewer_id for update`,
  );
  return change(
    tx,
    sql`with bumped as (update ledgers set version = version + 1
        where reviewer_id = any(${reviewers}::int[])),
      added as (insert into shifts (reviewer_id, site_id, starts_at, ends_at)
        select reviewer, site, start, "end" from jsonb_to_recordset(${given}::jsonb)
          as s(reviewer int, site int, start timestamptz, "end" timestamptz)
        where not exists (select 1 from shifts o where o.reviewer_id = s.reviewer
          and o.starts_at < s."end" and o.ends_at > s.start)
        order by start, reviewer returning reviewer_id, starts_at),
      late as (insert into audits_due (reviewer_id, since, over_by)
        select reviewer_id, starts_at, starts_at from added
        where starts_at < ${ts(now + COMMITTED_WITHIN)})
      select reviewer_id from added`,
  );
}

/**
 * How many people on shift at an instant speak each language, and have agreed to each category, as
 * they last said.
 */
export async function countAble(db: Reader, now: Instant): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ able: string; people: number }>(
    db,
    sql`with here as materialized (select s.reviewer_id from shifts s
        where s.starts_at <= ${ts(now)} and s.starts_at > ${ts(now - LONGEST)}
          and s.ends_at > ${ts(now)}),
      agreed as (select distinct on (c.reviewer_id, c.category) c.category, c.granted
        from consents c where c.reviewer_id in (select reviewer_id from here)
        order by c.reviewer_id, c.category, c.recorded_at desc, c.id desc)
      select language as able, count(*)::int as people from here
        join reviewers r on r.id = here.reviewer_id, unnest(r.languages) as language
        group by language
      union all
      select category, count(*)::int from agreed where granted group by category`,
  );
  return new Map(found.map((row) => [row.able, row.people]));
}
