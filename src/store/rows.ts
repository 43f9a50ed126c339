import { Prisma, type PrismaClient } from '../../prisma/generated/prisma/client.ts';
import type { Instant } from '../domain/time.ts';

/** Inside a transaction: what every function of the store that must not stand alone takes. */
export type Tx = Prisma.TransactionClient;
/** Either: for plain reads. */
export type Reader = Tx | PrismaClient;

export const { sql, raw, join, empty } = Prisma;
export type Sql = Prisma.Sql;

/** An instant as a parameter. */
export function ts(at: Instant): Date {
  return new Date(at);
}

/** A column or expression of type timestamptz as exact milliseconds. */
export function ms(expression: string): Sql {
  return raw(`(extract(epoch from ${expression}) * 1000)::float8`);
}

/** The rows of a query, as the caller says they look. */
export function rows<Row>(db: Reader, query: Sql): Promise<Row[]> {
  return db.$queryRaw<Row[]>(query);
}

/** How many rows a statement changed. */
export function change(tx: Tx, statement: Sql): Promise<number> {
  return tx.$executeRaw(statement);
}

/** The database's own clock, in whole milliseconds. */
export async function databaseNow(db: Reader): Promise<Instant> {
  const [row] = await rows<{ now: number }>(db, sql`select ${ms('clock_timestamp()')} as now`);
  if (!row) throw new Error('the database did not say what time it is');
  return Math.floor(row.now);
}
