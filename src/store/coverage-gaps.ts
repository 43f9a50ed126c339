import type { Demand } from '../domain/demand.ts';
import { LEAST_WATCH_SECONDS } from '../domain/least-watch.ts';
import type { Instant, Span } from '../domain/time.ts';
import { GAVE_BACK } from './items.ts';
import { change, ms, type Reader, raw, rows, sql, type Tx, ts } from './rows.ts';
import { LONGEST } from './shifts.ts';
import { HAS_RELIEF, LEAVES_AT } from './streams.ts';

/** Of each queue so many of the soonest due are looked at: what nobody may take comes to be the first. */
const HEAD = 500;

/**
 * The waiting items that are due before an instant, by kind, the soonest due first; and the LIVE
 * streams that whoever watches must leave before it: the next is to have begun by then.
 */
export function demandsDue(db: Reader, before: Instant): Promise<readonly Demand[]> {
  const seconds = sql`case when w.media = 'live' then least(w.expected_seconds,
    ${LEAST_WATCH_SECONDS}::int) else w.expected_seconds end`;
  return rows<Demand>(
    db,
    sql`with waiting as (select w.id, w.due_at, null::int as watcher
        from queues q cross join lateral (select * from items i
          where i.queue_id = q.id and i.state = 'waiting' and i.due_at < ${ts(before)}
          order by i.due_at, i.id limit ${HEAD}) w),
      raised as (select w.id, w.due_at, null::int as watcher from items w
        where w.state = 'escalated' and w.due_at < ${ts(before)}
        order by w.due_at, w.id limit ${HEAD}),
      watched as (select w.id, ${raw(LEAVES_AT)} + ${seconds} * interval '1 second' as due_at,
          a.reviewer_id as watcher
        from assignments a join items w on w.id = a.item_id
        where a.is_live and a.role = 'watcher' and a.ended_at is null
          and ${raw(LEAVES_AT)} < ${ts(before)} and not ${HAS_RELIEF}),
      heads as (select q.language, coalesce(w.severity, q.severity) as severity, w.categories,
          w.state = 'escalated' as escalated, ${seconds} as seconds, h.due_at,
          array(select distinct a.reviewer_id from assignments a
            where a.item_id = w.id and (a.outcome = any(${GAVE_BACK}::text[])
              or a.reviewer_id = h.watcher) order by a.reviewer_id) as gave_back
        from (select * from waiting union all select * from raised
            union all select * from watched) h
          join items w on w.id = h.id join queues q on q.id = w.queue_id)
      select language, severity, categories, escalated, gave_back as "gaveBack",
        count(*)::int as items,
        (max(seconds) / 60.0)::float8 as "longestMinutes",
        (sum(seconds) / 60.0)::float8 as minutes, ${ms('min(due_at)')} as "dueAt"
      from heads group by language, severity, categories, escalated, gave_back order by min(due_at), 1, 2, 3`,
  );
}

/** Somebody who speaks some languages, and their shifts, the first to begin first. */
export interface Speaker {
  readonly reviewer: number;
  readonly languages: readonly string[];
  readonly takesEscalations: boolean;
  readonly shifts: readonly Span[];
}

/** Who has a shift that overlaps a span, by when the first begins. */
export async function speakersWithin(db: Reader, within: Span): Promise<readonly Speaker[]> {
  const found = await rows<Omit<Speaker, 'shifts'> & Span>(
    db,
    sql`select s.reviewer_id as reviewer, r.languages, r.takes_escalations as "takesEscalations",
        ${ms('s.starts_at')} as start,
        ${ms('s.ends_at')} as end
      from shifts s join reviewers r on r.id = s.reviewer_id
      where s.starts_at < ${ts(within.end)} and s.starts_at > ${ts(within.start - LONGEST)}
        and s.ends_at > ${ts(within.start)} order by s.starts_at, s.reviewer_id`,
  );
  const speakers = new Map<number, Speaker & { shifts: Span[] }>();
  for (const { start, end, ...person } of found) {
    const known = speakers.get(person.reviewer);
    if (known) known.shifts.push({ start, end });
    else speakers.set(person.reviewer, { ...person, shifts: [{ start, end }] });
  }
  return [...speakers.values()];
}

/** Work that nobody may take in time, and what would help. */
export interface Gap extends Omit<Demand, 'gaveBack' | 'longestMinutes' | 'minutes'> {
  readonly peopleNeeded: number;
  /** When somebody could; null: nobody within the time that was looked at. */
  readonly earliest: Instant | null;
  /** When the next who speaks it comes on shift; null: nobody within that time. */
  readonly nextShift: Instant | null;
  /** How many could be asked if no rule were: whom the plan has at work within that time. */
  readonly speakers: number;
  /** How many of those who are on shift each rule bars from it now. */
  readonly onShift: number;
  readonly barred: readonly { readonly rule: string; readonly people: number }[];
}

/** Keeps these as the gaps that are open now: new ones are raised, those no more among them end. */
export async function keepGaps(
  tx: Tx,
  gaps: readonly Gap[],
  now: Instant,
): Promise<{ readonly raised: number; readonly ended: number }> {
  const at = (instant: Instant | null) => (instant === null ? null : ts(instant));
  const given = JSON.stringify(
    gaps.map((gap) => ({
      ...gap,
      dueAt: ts(gap.dueAt),
      earliest: at(gap.earliest),
      nextShift: at(gap.nextShift),
    })),
  );
  const raised = await rows<{ is_new: boolean }>(
    tx,
    sql`insert into coverage_gaps (language, severity, categories, escalated, items, due_at, people_needed,
        earliest_at, next_shift_at, speakers, on_shift, barred, raised_at, seen_at)
      select g.language, g.severity, g.categories, g.escalated, g.items, g."dueAt", g."peopleNeeded",
        g.earliest, g."nextShift", g.speakers, g."onShift", g.barred, ${ts(now)}, ${ts(now)}
      from jsonb_to_recordset(${given}::jsonb) as g(language text, severity smallint,
        categories text[], escalated boolean, items int, "dueAt" timestamptz, "peopleNeeded" int,
        earliest timestamptz, "nextShift" timestamptz, speakers int, "onShift" int, barred jsonb)
      on conflict (coalesce(language, ''), severity, categories, escalated) where ended_at is null do update
        set items = excluded.items, due_at = excluded.due_at,
          people_needed = excluded.people_needed, earliest_at = excluded.earliest_at,
          next_shift_at = excluded.next_shift_at, speakers = excluded.speakers,
          on_shift = excluded.on_shift, barred = excluded.barred, seen_at = excluded.seen_at
        where coverage_gaps.seen_at < excluded.seen_at
      returning raised_at = seen_at as is_new`,
  );
  // A run that was overtaken by a later one ends nothing of that.
  const ended = await change(
    tx,
    sql`update coverage_gaps set ended_at = ${ts(now)}
      where ended_at is null and seen_at < ${ts(now)}`,
  );
  return { raised: raised.filter((row) => row.is_new).length, ended };
}
