import type pg from 'pg';
import { Prisma } from '../../prisma/generated/prisma/client.ts';
import type { Instant } from '../domain/time.ts';
import type { Db } from './db.ts';
import { statementName } from './statement-names.ts';

/** Inside a transaction: what every function of the store that must not stand alone takes. */
export type Tx = pg.PoolClient;
/** Either: for plain reads. */
export type Reader = Tx | pg.Pool;

export const { sql, raw } = Prisma;
export type Sql = Prisma.Sql;

/** An instant as a parameter. */
export function ts(at: Instant): Date {
  return new Date(at);
}

/** A column or expression of type timestamptz as exact milliseconds. */
export function ms(expression: string): Sql {
  return raw(`(extract(epoch from ${expression}) * 1000)::float8`);
}

/**
 * The rows of a query, as the caller says they look. What decides goes to PostgreSQL by name and
 * without Prisma in between: a claim takes a third of the time so.
 */
export async function rows<Row extends object>(db: Reader, query: Sql): Promise<Row[]> {
  return (await run<Row>(db, query)).rows;
}

/** How many rows a statement changed. */
export async function change(db: Reader, statement: Sql): Promise<number> {
  return (await run(db, statement)).rowCount ?? 0;
}

function run<Row extends object>(db: Reader, { text, values }: Sql): Promise<pg.QueryResult<Row>> {
  const name = statementName(text);
  if ('connection' in db) inOneBreath(db);
  return db.query<Row>(name === undefined ? { text, values } : { name, text, values });
}

/** What is asked before anybody waits for an answer goes out in one piece. */
function inOneBreath(tx: Tx): void {
  const { stream } = tx.connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/**
 * All or nothing: commits what `work` did, or undoes it when it throws. `last` sends
 * its query at once, and the commit goes along with it.
 */
export async function transaction<Result>(
  db: Db,
  work: (tx: Tx) => Promise<Result>,
  last: (tx: Tx) => Promise<unknown> = async () => {},
): Promise<Result> {
  if (db.within) {
    const result = await work(db.within);
    await last(db.within);
    return result;
  }
  const tx = await db.pool.connect();
  // One that breaks meanwhile fails what is asked of it next; unheard it would end the process.
  tx.on('error', ignored);
  try {
    // Not waited for: if nothing can begin, the first query of the work fails too.
    inOneBreath(tx);
    tx.query('begin').catch(() => {});
    const result = await work(tx);
    const [, { command }] = await Promise.all([last(tx), tx.query('commit')]);
    // PostgreSQL answers a commit of what has failed by undoing it, without an error.
    if (command !== 'COMMIT') throw new Error('the transaction was undone');
    tx.off('error', ignored).release();
    return result;
  } catch (error) {
    // A connection that cannot even undo is not given to the next one.
    const broken = await tx.query('rollback').then(
      () => false,
      () => true,
    );
    tx.off('error', ignored).release(broken);
    throw error;
  } finally {
    ended(tx);
  }
}

const endings = new WeakMap<Tx, (() => void)[]>();

/** Runs `then` when the transaction has ended, either way. */
export function onceEnded(tx: Tx, then: () => void): void {
  const all = endings.get(tx) ?? [];
  endings.set(tx, all);
  all.push(then);
}

function ended(tx: Tx): void {
  for (const then of endings.get(tx) ?? []) then();
  endings.delete(tx);
}

function ignored(): void {}

/** The database's own clock, in whole milliseconds. */
export async function databaseNow(db: Reader): Promise<Instant> {
  const [row] = await rows<{ now: number }>(db, sql`select ${ms('clock_timestamp()')} as now`);
  if (!row) throw new Error('the database did not say what time it is');
  return Math.floor(row.now);
}
