import type { DueBreak, Rollup } from '../domain/rolled-day.ts';
import { HOUR, type Instant, type Span } from '../domain/time.ts';
import { change, ms, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** How long after its start an exposure may be recorded, and more. */
const LATEST = '40 days';
/** The shortest local day, and less: who was rolled up since has no new one. */
const SHORTEST_DAY = 22 * HOUR;

/** Somebody whose local days are to be rolled up from an instant on. */
export interface ToRollUp {
  readonly reviewer: number;
  readonly from: Instant;
}

/** Everybody who ever belonged to a team has a place to keep how far they are. */
export async function ensureProgress(db: Reader): Promise<void> {
  await change(
    db,
    sql`insert into rollup_progress (reviewer_id, rolled_until, known_by)
      select reviewer_id, min(starts_at), min(starts_at) from memberships m
        where not exists (select 1 from rollup_progress p where p.reviewer_id = m.reviewer_id)
        group by reviewer_id
      on conflict do nothing`,
  );
}

/**
 * Who has a local day that may have closed, or facts about a closed one that were recorded since it
 * was rolled up: the earliest such day first.
 */
export async function toRollUp(db: Reader, now: Instant): Promise<readonly ToRollUp[]> {
  return rows<ToRollUp>(
    db,
    sql`with since as (select min(known_by) as all_known from rollup_progress),
      late as (
        select p.reviewer_id, e.started_at as at from since, exposures e
          join rollup_progress p on p.reviewer_id = e.reviewer_id
          where e.recorded_at > since.all_known and e.recorded_at > p.known_by
            and e.started_at > p.known_by - ${LATEST}::interval and e.started_at < p.rolled_until
        union all
        select p.reviewer_id, b.due_at from rollup_progress p
          join breaks b on b.reviewer_id = p.reviewer_id left join shifts s on s.id = b.shift_id
          where b.due_at < p.rolled_until and b.due_at > p.known_by - ${LATEST}::interval
            and (greatest(b.deferred_at, b.started_at, b.ended_at) > p.known_by
              or (b.missed and s.closed_at > p.known_by))),
      due as (
        select reviewer_id, at from late
        union all
        select reviewer_id, rolled_until from rollup_progress
          where rolled_until <= ${ts(now - SHORTEST_DAY)})
    select reviewer_id as reviewer, ${ms('min(at)')} as from from due
      group by reviewer_id order by 2, 1`,
  );
}

/** Nobody else rolls these people up until the transaction ends. */
export async function lockProgress(tx: Tx, reviewers: readonly number[]): Promise<void> {
  await rows(
    tx,
    sql`select 1 from rollup_progress where reviewer_id = any(${reviewers}::int[])
      order by reviewer_id for update`,
  );
}

/** Breaks of these people that fell due in a span, by reviewer. */
export async function breaksDueIn(
  db: Reader,
  reviewers: readonly number[],
  span: Span,
): Promise<ReadonlyMap<number, readonly DueBreak[]>> {
  const found = await rows<DueBreak & { readonly reviewer: number }>(
    db,
    sql`select reviewer_id as reviewer, ${ms('due_at')} as "dueAt",
        ${ms('started_at')} as "startedAt", deferred_at is not null as deferred, missed
      from breaks where reviewer_id = any(${reviewers}::int[])
        and due_at >= ${ts(span.start)} and due_at < ${ts(span.end)} order by due_at, id`,
  );
  const byReviewer = new Map<number, DueBreak[]>();
  for (const { reviewer, ...own } of found) {
    const before = byReviewer.get(reviewer);
    if (before) before.push(own);
    else byReviewer.set(reviewer, [own]);
  }
  return byReviewer;
}

/** A local day of somebody, and where they belonged at its end. */
export interface RolledDay extends Rollup {
  /** 'YYYY-MM-DD' */
  readonly date: string;
  readonly site: number;
  readonly team: number;
}

/** Somebody's days of some dates; what is not there of them came to nothing. */
export interface RolledDays {
  readonly reviewer: number;
  readonly dates: readonly string[];
  readonly days: readonly RolledDay[];
  readonly until: Instant;
}

/** Replaces what was kept of these people's days of some dates. */
export async function saveRollups(
  tx: Tx,
  people: readonly RolledDays[],
  knownBy: Instant,
): Promise<void> {
  const given = JSON.stringify(
    people.map(({ reviewer, dates, until }) => ({ reviewer, dates, until: ts(until) })),
  );
  await change(
    tx,
    sql`delete from exposure_days d
      using jsonb_to_recordset(${given}::jsonb) as g(reviewer int, dates date[])
      where d.reviewer_id = g.reviewer and d.local_date = any(g.dates)`,
  );
  const days = people.flatMap(({ reviewer, days: own }) =>
    own.map((day) => ({ reviewer, ...day })),
  );
  await change(
    tx,
    sql`insert into exposure_days (reviewer_id, local_date, site_id, team_id, minutes, dose_percent,
        longest_run_minutes, last_severe_at, saw_worst, breaks_due, breaks_taken, breaks_deferred,
        breaks_missed, cap_hits, near_misses)
      select * from jsonb_to_recordset(${JSON.stringify(days.map(dayRow))}::jsonb) as d(
        reviewer int, date date, site int, team int, minutes float8[], dose float8, run float8,
        severe timestamptz, worst boolean, due int, taken int, deferred int, missed int, hits int,
        near int)`,
  );
  const minutes = days.flatMap(({ reviewer, date, byCategory }) =>
    byCategory.map((own) => ({ reviewer, date, ...own })),
  );
  await change(
    tx,
    sql`insert into exposure_day_minutes (reviewer_id, local_date, category, severity, minutes)
      select * from jsonb_to_recordset(${JSON.stringify(minutes)}::jsonb)
        as m(reviewer int, date date, category text, severity smallint, minutes float8)`,
  );
  await change(
    tx,
    sql`update rollup_progress p set rolled_until = greatest(p.rolled_until, g.until),
        known_by = greatest(p.known_by, ${ts(knownBy)})
      from jsonb_to_recordset(${given}::jsonb) as g(reviewer int, until timestamptz)
      where p.reviewer_id = g.reviewer`,
  );
}

function dayRow({ reviewer, date, site, team, breaks, ...day }: RolledDay & { reviewer: number }) {
  return {
    reviewer,
    date,
    site,
    team,
    minutes: day.minutes,
    dose: day.dosePercent,
    run: day.longestRunMinutes,
    severe: day.lastSevereAt === null ? null : ts(day.lastSevereAt),
    worst: day.sawWorst,
    ...breaks,
    hits: day.capHits,
    near: day.nearMisses,
  };
}
