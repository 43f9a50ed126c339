import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/generated/prisma/client.ts';
import type { Instant } from '../domain/time.ts';

/** What the service may do is granted to this role, and it may not undo a fact. */
export const SERVICE_ROLE = 'respite_service';

/** Null: the database's own clock decides, as in production. Tests and the simulation return theirs. */
export type Clock = () => Instant | null;

export interface Db {
  readonly prisma: PrismaClient;
  /** The same connections without Prisma in between; int8 comes as a bigint, timestamptz as a Date. */
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** Decisions join this transaction instead of each beginning its own: they stand or fall together. */
  readonly within?: pg.PoolClient;
}

export interface DbOptions {
  readonly clock?: Clock;
  readonly connections?: number;
  /** Milliseconds that a statement, or a pause within a transaction, may take; 0: for ever. */
  readonly patience?: number;
}

/** The database cannot be used as the service; the message says why and what to do. */
export class DbRefused extends Error {
  override readonly name = 'DbRefused';
}

/** Set as a connection starts, before anybody can use it. */
const SESSION = {
  role: SERVICE_ROLE,
  // The adapter sends instants as UTC without saying so: another zone would shift every one.
  TimeZone: 'UTC',
};

const PATIENCE = 30_000;

/**
 * Opens the database as the service's role, whoever the url logs in as, and fails if it cannot be
 * reached or that role cannot be taken. Migrate first.
 */
export async function openDb(url: string, options: DbOptions = {}): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: withSession(url, options.patience ?? PATIENCE),
    max: options.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    // What need not wait for an answer is sent behind what was asked before it.
    pipeline: true,
    types: { getTypeParser },
  });
  // A connection that breaks while idle is replaced by the next query; unheard it would end us.
  pool.on('error', () => {});
  await refuseUnlessService(pool);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return { prisma, pool, clock: options.clock ?? (() => null) };
}

export async function closeDb(db: Db): Promise<void> {
  await db.prisma.$disconnect();
  await db.pool.end();
}

/** Adds to what the url already asks for: a parameter of its own would be replaced by the url's. */
function withSession(url: string, patience: number): string {
  const full = new URL(url);
  const asked = {
    ...SESSION,
    statement_timeout: patience,
    idle_in_transaction_session_timeout: patience,
  };
  const session = Object.entries(asked).map(([name, value]) => `-c ${name}=${value}`);
  full.searchParams.set(
    'options',
    [full.searchParams.get('options') ?? '', ...session].join(' ').trim(),
  );
  return full.href;
}

async function refuseUnlessService(pool: pg.Pool): Promise<void> {
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    const message = error instanceof Error ? error.message : String(error);
    const aboutRole = message.includes('"role"') || message.includes('set role');
    throw new DbRefused(
      aboutRole
        ? `This login cannot act as ${SERVICE_ROLE} (${message}); migrate as the owner, ` +
            `then GRANT ${SERVICE_ROLE} to the login.`
        : `The database cannot be reached: ${message}`,
      { cause: error },
    );
  }
}

const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 && format !== 'binary'
    ? BigInt
    : pg.types.getTypeParser(oid, format);
