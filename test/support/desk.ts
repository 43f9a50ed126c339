/** A floor in a real database, a clock that the test moves, and what the tables say. */
import pg from 'pg';
import { type Instant, MINUTE, SECOND } from '../../src/domain/time.ts';
import { type Claim, claimNext } from '../../src/services/claim-next.ts';
import type { Db } from '../../src/store/db.ts';
import type { Held } from '../../src/store/held.ts';
import { type TestDb, testDb } from './database.ts';
import { NOW, type World, type WorldPlan, world } from './world.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Desk extends World {
  readonly db: Db;
  /** Logs in as the owner: for another replica of one's own. */
  readonly url: string;
  /** What the database's clock says: `NOW` until the test moves it. */
  now: Instant;
  /** Lets time pass. */
  pass(time: { readonly minutes?: number; readonly seconds?: number }): void;
  /** A query as the superuser, who may also do what the service may not. */
  ask(query: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** What somebody is given; fails when it is nothing. */
  take(name: string): Promise<Held>;
}

interface Room {
  readonly test: TestDb;
  readonly superuser: pg.Client;
  readonly clock: { now: Instant };
}
let room: Promise<Room> | undefined;

async function openRoom(): Promise<Room> {
  const clock = { now: NOW };
  const test = await testDb(() => clock.now);
  const superuser = new pg.Client({ connectionString: test.superuserUrl });
  await superuser.connect();
  return { test, superuser, clock };
}

/** Empties the file's database, which is faster than another one, and puts a floor into it. */
export async function desk(plan: WorldPlan): Promise<Desk> {
  room ??= openRoom();
  const { test, superuser, clock } = await room;
  clock.now = NOW;
  await empty(superuser);
  const { db, url } = test;
  const built = await world(db, plan);
  return {
    ...built,
    db,
    url,
    get now() {
      return clock.now;
    },
    set now(instant) {
      clock.now = instant;
    },
    pass: ({ minutes = 0, seconds = 0 }) => {
      clock.now += minutes * MINUTE + seconds * SECOND;
    },
    ask: async (query, values = []) => (await superuser.query<Row>(query, [...values])).rows,
    take: async (name) => assigned(await claimNext(db, built.reviewer(name))).held,
  };
}

/** After all tests of a file; files that share a process have a database each. */
export async function closeDesk(): Promise<void> {
  const opened = await room;
  room = undefined;
  await opened?.superuser.end();
  await opened?.test.done();
}

/** Ids go on counting, so that nothing that the process remembers is taken for something new. */
async function empty(superuser: pg.Client): Promise<void> {
  const { rows } = await superuser.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname <> '_prisma_migrations'`,
  );
  const deletes = rows.map(({ name }) => `delete from ${name};`).join('\n');
  await superuser.query(`begin; set local session_replication_role = replica; ${deletes} commit`);
}

/** The claim if it gave something; fails, and says what it was, when it did not. */
export function assigned(claim: Claim): Extract<Claim, { kind: 'assigned' }> {
  if (claim.kind === 'assigned') return claim;
  throw new Error(`nothing was given: ${claim.kind}`);
}
