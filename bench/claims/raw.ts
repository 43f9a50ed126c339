/** One statement a claim and no rules: what SKIP LOCKED with a filter by language and category does. */
import pg from 'pg';
import { seeded } from '../../src/report/random.ts';
import { type Bench, CONNECTIONS } from './floor.ts';

/** Languages and categories of somebody who asks, as many lists as a reviewer has. */
interface Asker {
  readonly languages: readonly string[];
  readonly categories: readonly string[];
}

const TABLE = `drop table if exists raw_items;
  create table raw_items as select i.id, coalesce(q.language, '') as lang, q.category as cat,
      i.due_at, 0::smallint as st
    from items i join queues q on q.id = i.queue_id where i.state = 'waiting';
  alter table raw_items add primary key (id)`;

const WAYS = {
  naive: {
    index: 'create index on raw_items (due_at, id) where st = 0',
    claim: `update raw_items set st = 1 where id = (select id from raw_items
        where st = 0 and lang = any($1) and cat = any($2)
        order by due_at, id limit 1 for update skip locked) returning id`,
  },
  lateral: {
    index: 'create index on raw_items (lang, cat, due_at, id) where st = 0',
    claim: `update raw_items set st = 1 where id = (select w.id
        from unnest($1::text[]) as l(lang), unnest($2::text[]) as c(cat), lateral (
          select id, due_at from raw_items i where i.lang = l.lang and i.cat = c.cat and i.st = 0
          order by due_at, id limit 1 for update skip locked) w
        order by w.due_at, w.id limit 1) returning id`,
  },
} as const;

/** Claims a second, one a call, on as many connections as everybody has. */
export async function raw(
  { superuserUrl }: Bench,
  seconds: number,
  way: keyof typeof WAYS,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: superuserUrl, max: CONNECTIONS });
  await pool.query(TABLE);
  await pool.query(WAYS[way].index);
  await pool.query('vacuum analyze raw_items');
  const askers = await askersOf(pool);
  const random = seeded('who asks', 1);
  let done = 0;
  const start = performance.now();
  const loop = async () => {
    while (performance.now() - start < seconds * 1_000) {
      const asker = askers[Math.floor(random() * askers.length)];
      const values = [asker?.languages, asker?.categories];
      const { rowCount } = await pool.query({ name: way, text: WAYS[way].claim, values });
      done += rowCount ?? 0;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, loop));
  const perSecond = (done * 1_000) / (performance.now() - start);
  await pool.query('drop table raw_items');
  // Its farewell may come after the server that is stopped next has hung up.
  pool.on('error', () => {});
  await pool.end();
  return perSecond;
}

async function askersOf(pool: pg.Pool): Promise<readonly Asker[]> {
  const { rows } = await pool.query<Asker>(
    `select languages || array[''] as languages, array(select category from consents c
        where c.reviewer_id = r.id and granted limit 2) || array['LOW_HARM'] as categories
      from reviewers r`,
  );
  return rows;
}
