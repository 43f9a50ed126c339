/** Fills a floor's tables by the million, with what the services would have written one by one. */
import type pg from 'pg';
import { type Instant, SECOND } from '../../src/domain/time.ts';
import type { FloorQueue } from '../../src/report/queues.ts';
import { DAY, SHIFT, WORKED } from './days.ts';
import type { Size } from './floor.ts';

/** Everybody began one or two hours ago, as on each day that they worked, and works on tomorrow. */
export async function addShiftsOf(client: pg.Client, now: Instant): Promise<void> {
  await client.query(
    `insert into shifts (reviewer_id, site_id, starts_at, ends_at, opened_at, closed_at)
      select m.reviewer_id, m.site_id, s.at, s.at + $2 * interval '1 ms', least(s.at, $1),
        case when s.at + $2 * interval '1 ms' < $1 then s.at + $2 * interval '1 ms' end
      from memberships m, unnest($3::int[]) as d(ago),
        lateral (select $1::timestamptz - interval '1 hour'
          - (m.reviewer_id % 3600) * interval '1 second' - d.ago * interval '24 hours') as s(at)`,
    [new Date(now), SHIFT, WORKED],
  );
}

/** As many in each shift, unless told otherwise: the same of everybody, however many there are. */
const A_SHIFT = 10;
/** What is older than what a decision asks for. */
const OLD = 90;
const HALF_HOURS_A_DAY = 48;

/** Looks of a minute and a half, spread over each shift of the last 28 days; the rest is older. */
export async function addHistory(client: pg.Client, now: Instant, size: Size): Promise<void> {
  const days = WORKED.filter((ago) => ago > 0);
  const people = Math.max(1, size.reviewers);
  const inShifts = size.exposures / people / days.length;
  const each = Math.min(Math.round(inShifts), size.aShift ?? A_SHIFT);
  const older = Math.max(0, Math.round(size.exposures / people) - each * days.length);
  await addMonths(client, now, OLD + Math.ceil(older / HALF_HOURS_A_DAY));
  for (const ago of each === 0 ? [] : days)
    await client.query(looks("s.starts_at + (g * ($3::float8 - 90000) / $2) * interval '1 ms'"), [
      new Date(now - ago * DAY),
      each,
      SHIFT,
    ]);
  if (older > 0)
    await client.query(looks("$3::timestamptz - g * interval '30 minutes'"), [
      new Date(now),
      older,
      new Date(now - OLD * DAY),
    ]);
}

async function addMonths(client: pg.Client, now: Instant, back: number): Promise<void> {
  for (let ago = -1; ago <= back + 27; ago += 28)
    await client.query('select ensure_exposure_partition($1)', [new Date(now - ago * DAY)]);
}

/** $2 looks of everybody whose shift began just before $1, each at an instant. */
function looks(at: string): string {
  const severity = '(array[0,1,0,2,0,1,0,0,2,1,0,0,1,0,2,0,0,1,0,3])[1 + r.g % 20]';
  const categories = "array['LOW_HARM', 'DANGEROUS_ACTS', 'ADULT_SEXUAL', 'HATE_INCITEMENT']";
  return `insert into exposures (reviewer_id, started_at, ended_at, severity, categories, origin,
      recorded_at)
    select r.reviewer_id, r.at, r.at + interval '90 seconds', ${severity},
      array[(${categories})[1 + ${severity}]], 'project', r.at + interval '90 seconds'
    from (select s.reviewer_id, g, ${at} as at
      from shifts s, generate_series(0, $2::int - 1) g
      where s.starts_at between $1::timestamptz - interval '4 hours' and $1) r`;
}

/** What waits, as the report shares it out among the queues; it came within the last four hours. */
export async function addBacklog(
  client: pg.Client,
  now: Instant,
  waiting: number,
  queues: readonly FloorQueue[],
): Promise<void> {
  const all = queues.reduce((sum, queue) => sum + queue.itemsPerDay, 0);
  let sum = 0;
  const bounds = queues.map((queue) => {
    sum += queue.itemsPerDay;
    return sum / all;
  });
  await client.query(
    `insert into items (external_id, queue_id, media, categories, expected_seconds, arrived_at,
        due_at, state)
      select $5 || g, q.id, 'text', array[q.category], q.expected_seconds, i.at,
        i.at + q.due_within_minutes * interval '1 minute', 'waiting'
      from generate_series(1, $2::int) g,
        lateral (select $1::timestamptz - floor(random() * 14400 * 1000 + g * 0) * interval '1 ms' as at,
          width_bucket(random() + g * 0, $3::float8[]) + 1 as nth) i
        join queues q on q.key = ($4::text[])[i.nth]`,
    [
      new Date(now - SECOND),
      waiting,
      bounds.slice(0, -1),
      queues.map(({ key }) => key),
      `bench-${now}-`,
    ],
  );
}
