import type { Category, Severity } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import type { Outcome } from './outcomes.ts';
import { ms, type Reader, rows, type Sql, sql, type Tx, ts } from './rows.ts';

export const MEDIA = ['image', 'video', 'text', 'audio', 'live'] as const;
export type Media = (typeof MEDIA)[number];

/** An item as whoever may take it sees it: what it counts as, never what it shows. */
export interface ReviewItem {
  readonly item: bigint;
  readonly externalId: string;
  readonly queue: number;
  readonly queueKey: string;
  readonly language: string | null;
  readonly media: Media;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly expectedSeconds: number;
  readonly arrivedAt: Instant;
  readonly dueAt: Instant;
  readonly state: 'waiting' | 'escalated' | 'held' | 'done';
}

export type ItemRow = {
  readonly id: bigint;
  readonly external_id: string;
  readonly queue_id: number;
  readonly key: string;
  readonly language: string | null;
  readonly media: Media;
  readonly severity: Severity;
  readonly categories: Category[];
  readonly expected_seconds: number;
  readonly arrived: number;
  readonly due: number;
  readonly state: ReviewItem['state'];
};

/** Of an item `i` of the queue `q`. */
export const ITEM_COLUMNS = sql`i.id, i.external_id, i.queue_id, q.key, q.language, i.media,
  coalesce(i.severity, q.severity) as severity, i.categories, i.expected_seconds, i.state,
  ${ms('i.arrived_at')} as arrived, ${ms('i.due_at')} as due`;

/** An item that waits, and who stepped away from it, passed it up or refused it before. */
export interface WaitingItem extends ReviewItem {
  readonly gaveBack: readonly number[];
}

/** Which of the waiting items are looked at. */
export interface Looked {
  /** So many of each queue, whatever else is due before them. */
  readonly perQueue: number;
  /** So many that are due soonest, whichever queues they are in. */
  readonly more: number;
  /** Not more than these in all, soonest due first. */
  readonly inAll: number;
  readonly except: readonly bigint[];
}

/** So many are looked through for one in the right language before nothing more is looked for. */
const PASSED_OVER = 2;

/**
 * The first few waiting items of each queue in these languages (or in none in particular), and the
 * soonest due of all queues; all of them soonest due first. However much waits, only these and as
 * many again are touched.
 */
export function waitingFor(
  tx: Tx,
  languages: readonly string[],
  { perQueue, more, inAll, except }: Looked,
): Promise<readonly WaitingItem[]> {
  return found(
    tx,
    sql`with spoken as materialized (select q.id from ${inLanguages(languages)})
      select id from (
        select w.id, w.due_at from spoken q
          cross join lateral (${headWhere(sql`true`, { perQueue, except })}) w
        union
        (select w.id, w.due_at from (select id, due_at, queue_id from items w
            where w.state = 'waiting' and w.id <> all(${except}::bigint[])
            order by w.due_at, w.id limit ${more * PASSED_OVER}) w
          where w.queue_id in (select id from spoken)
          order by w.due_at, w.id limit ${more})) w
      order by due_at, id limit ${inAll}`,
  );
}

/**
 * The first few of each queue of each severity up to one. Each is looked up by itself, because a
 * backlog may have millions of items that are more severe before the first that is not.
 */
export function mildWaitingFor(
  tx: Tx,
  languages: readonly string[],
  severity: Severity,
  looked: Looked,
): Promise<readonly WaitingItem[]> {
  return found(
    tx,
    sql`select w.id from ${inLanguages(languages)} cross join lateral (
        select w.* from generate_series(0, ${severity}::int) s
          cross join lateral (${headWhere(sql`w.severity = s`, looked)}) w
        union all
        (${headWhere(sql`w.severity is null and q.severity <= ${severity}`, looked)})) w
      order by w.due_at, w.id limit ${looked.inAll}`,
  );
}

function inLanguages(languages: readonly string[]): Sql {
  return sql`(select * from queues where language is null
    or language = any(${languages}::text[])) q`;
}

/** The first few items of the queue `q` of which something holds. */
function headWhere(condition: Sql, of: Pick<Looked, 'perQueue' | 'except'>): Sql {
  return sql`select w.id, w.due_at from items w where w.queue_id = q.id and w.state = 'waiting'
    and ${condition} and w.id <> all(${of.except}::bigint[])
    order by w.due_at, w.id limit ${of.perQueue}`;
}

/** How somebody lets go of what is not to be offered to them again. */
export const GAVE_BACK: readonly Outcome[] = ['stepped-away', 'refused', 'passed-up'];

/** All of the items whose ids were chosen, and of each who gave it back. */
async function found(tx: Tx, ids: Sql): Promise<readonly WaitingItem[]> {
  const items = await rows<ItemRow & { gave_back: number[] }>(
    tx,
    sql`select ${ITEM_COLUMNS}, array(select a.reviewer_id from assignments a
        where a.item_id = i.id and a.outcome = any(${GAVE_BACK}::text[])) as gave_back
      from (${ids}) w cross join lateral (select * from items where id = w.id) i
        join queues q on q.id = i.queue_id
      order by i.due_at, i.id`,
  );
  return items.map((row): WaitingItem => ({ ...itemOf(row), gaveBack: row.gave_back }));
}

/** One item, whatever became of it; null when there is none. */
export async function findItem(db: Reader, id: bigint): Promise<ReviewItem | null> {
  const [row] = await rows<ItemRow>(
    db,
    sql`select ${ITEM_COLUMNS} from items i join queues q on q.id = i.queue_id where i.id = ${id}`,
  );
  return row ? itemOf(row) : null;
}

export function itemOf(row: ItemRow): ReviewItem {
  return {
    item: row.id,
    externalId: row.external_id,
    queue: row.queue_id,
    queueKey: row.key,
    language: row.language,
    media: row.media,
    severity: row.severity,
    categories: row.categories,
    expectedSeconds: row.expected_seconds,
    arrivedAt: row.arrived,
    dueAt: row.due,
    state: row.state,
  };
}

/** An item that has passed every check. */
export interface NewItem {
  readonly externalId: string;
  readonly queue: string;
  readonly media: Media;
  readonly categories: readonly Category[];
  readonly severity: Severity | null;
  readonly expectedSeconds: number | null;
  readonly arrivedAt: Instant;
}

/**
 * Adds items that are new by their external id; returns each external id with its item. In the order
 * of external ids, so that two batches of the same items never wait for each other crosswise.
 */
export async function addItems(
  tx: Tx,
  items: readonly NewItem[],
): Promise<readonly { externalId: string; item: bigint; added: boolean }[]> {
  const given = JSON.stringify(items.map((i) => ({ ...i, arrivedAt: ts(i.arrivedAt) })));
  const added = await rows<{ id: bigint; external_id: string }>(
    tx,
    sql`insert into items (external_id, queue_id, media, categories, severity, expected_seconds,
        arrived_at, due_at, state)
      select g."externalId", q.id, g.media, g.categories, g.severity,
        coalesce(g."expectedSeconds", q.expected_seconds), g."arrivedAt",
        g."arrivedAt" + q.due_within_minutes * interval '1 minute', 'waiting'
      from jsonb_to_recordset(${given}::jsonb) as g("externalId" text, queue text, media text,
        categories text[], severity smallint, "expectedSeconds" int, "arrivedAt" timestamptz)
      join queues q on q.key = g.queue
      order by g."externalId"
      on conflict (external_id) do nothing returning id, external_id`,
  );
  const fresh = new Set(added.map((row) => row.external_id));
  const others = items.map((i) => i.externalId).filter((id) => !fresh.has(id));
  const known =
    others.length === 0
      ? []
      : await rows<{ id: bigint; external_id: string }>(
          tx,
          sql`select id, external_id from items where external_id = any(${others}::text[])`,
        );
  return [...added, ...known].map((row) => ({
    externalId: row.external_id,
    item: row.id,
    added: fresh.has(row.external_id),
  }));
}

/** Which of these queue keys exist, with the category that each is for. */
export async function queuesNamed(
  db: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Category>> {
  const found = await rows<{ key: string; category: Category }>(
    db,
    sql`select key, category from queues where key = any(${keys}::text[])`,
  );
  return new Map(found.map((row) => [row.key, row.category]));
}
