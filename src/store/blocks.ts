import type { Category } from '../domain/category.ts';
import type { Instant, Span } from '../domain/time.ts';
import type { Block } from '../domain/timeline.ts';
import type { Ledger } from './ledgers.ts';
import { change, ms, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** When somebody wants their protected hour: an ISO weekday (1 is Monday) and 'HH:MM' there. */
export interface WantedHour {
  readonly weekday: number;
  readonly time: string;
}

/** What a person said last of when they want it; null: wherever it fits. */
export async function wantedHour(db: Reader, reviewer: number): Promise<WantedHour | null> {
  const [row] = await rows<{ weekday: number | null; time: string | null }>(
    db,
    sql`select weekday, local_time as time from protected_hours
      where reviewer_id = ${reviewer} order by recorded_at desc, id desc limit 1`,
  );
  if (!row || row.weekday === null || row.time === null) return null;
  return { weekday: row.weekday, time: row.time };
}

/** Keeps when somebody wants it; null: wherever it fits. */
export async function addWantedHour(
  tx: Tx,
  reviewer: number,
  wanted: WantedHour | null,
  at: Instant,
): Promise<void> {
  await change(
    tx,
    sql`insert into protected_hours (reviewer_id, weekday, local_time, recorded_at) values
      (${reviewer}, ${wanted?.weekday ?? null}::smallint, ${wanted?.time ?? null}, ${ts(at)})`,
  );
}

/** Opens a block, as it will be read back. */
export async function addBlock(tx: Tx, ledger: Ledger, block: Block): Promise<void> {
  await change(
    tx,
    sql`insert into blocks (reviewer_id, kind, starts_at, ends_at)
      values (${ledger.reviewer}, ${block.kind}, ${ts(block.start)}, ${ts(block.end)})`,
  );
  const blocks = [...ledger.facts.blocks, block].toSorted((a, b) => a.start - b.start);
  ledger.facts = { ...ledger.facts, blocks };
}

/** Drops the blocks that have not begun by an instant: they are to lie elsewhere. */
export async function dropBlocksAfter(tx: Tx, ledger: Ledger, at: Instant): Promise<void> {
  await change(
    tx,
    sql`delete from blocks where reviewer_id = ${ledger.reviewer} and starts_at > ${ts(at)}`,
  );
  const blocks = ledger.facts.blocks.filter((block) => block.start <= at);
  ledger.facts = { ...ledger.facts, blocks };
}

/** One person's shifts and blocks that start within a span, in order. */
export async function plannedIn(
  db: Reader,
  reviewer: number,
  span: Span,
): Promise<{ readonly shifts: readonly Span[]; readonly blocks: readonly Span[] }> {
  const [shifts, blocks] = await Promise.all([
    rows<Span>(
      db,
      sql`select ${ms('starts_at')} as start, ${ms('ends_at')} as end from shifts
        where reviewer_id = ${reviewer} and starts_at >= ${ts(span.start)}
          and starts_at < ${ts(span.end)} order by starts_at`,
    ),
    rows<Span>(
      db,
      sql`select ${ms('starts_at')} as start, ${ms('ends_at')} as end from blocks
        where reviewer_id = ${reviewer} and starts_at >= ${ts(span.start)}
          and starts_at < ${ts(span.end)} order by starts_at`,
    ),
  ]);
  return { shifts, blocks };
}

/** Who has agreed to see at least one of these categories, by what they said last: in id order. */
export async function agreedToAny(
  db: Reader,
  categories: readonly Category[],
): Promise<readonly number[]> {
  const found = await rows<{ reviewer_id: number }>(
    db,
    sql`select distinct reviewer_id from (select distinct on (reviewer_id, category)
          reviewer_id, granted from consents where category = any(${categories}::text[])
          order by reviewer_id, category, recorded_at desc, id desc) last
      where granted order by reviewer_id`,
  );
  return found.map((row) => row.reviewer_id);
}
