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

/** Looks of a minute and a half, spread over every shift of the last 28 days, most of them mild. */
export async function addHistory(client: pg.Client, now: Instant, size: Size): Promise<void> {
  const days = WORKED.filter((ago) => ago > 0);
  for (const ago of [...days.map((day) => day * DAY), -DAY])
    await client.query('select ensure_exposure_partition($1)', [new Date(now - ago)]);
  const each = Math.round(size.exposures / Math.max(1, size.reviewers * days.length));
  if (each === 0) return;
  for (const ago of days)
    await client.query(
      `insert into exposures (reviewer_id, started_at, ended_at, severity, categories, origin,
          recorded_at)
        select r.reviewer_id, r.at, r.at + interval '90 seconds',
          (array[0,1,0,2,0,1,0,0,2,1,0,0,1,0,2,0,0,1,0,3])[1 + r.g % 20],
          array[(array['LOW_HARM','DANGEROUS_ACTS','ADULT_SEXUAL','HATE_INCITEMENT'])
            [1 + (array[0,1,0,2,0,1,0,0,2,1,0,0,1,0,2,0,0,1,0,3])[1 + r.g % 20]]],
          'project', r.at + interval '90 seconds'
        from (select s.reviewer_id, g, s.starts_at + (g * ($3::float8 - 90000) / $2) * interval '1 ms' as at
          from shifts s, generate_series(0, $2::int - 1) g
          where s.starts_at between $1::timestamptz - interval '4 hours' and $1) r`,
      [new Date(now - ago * DAY), each, SHIFT],
    );
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
