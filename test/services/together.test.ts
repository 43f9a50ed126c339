/** Requests that come at once are decided in one transaction, and none of them pays for another. */
import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { type Claim, claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { heartbeat } from '../../src/services/heartbeat.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { assigned, closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const PEOPLE = 40;
const names = Array.from({ length: PEOPLE }, (_, i) => `p${i}`);
const NOBODY = 999_999;

const floor = () =>
  desk({
    reviewers: Object.fromEntries(names.map((name) => [name, {}])),
    queues: { spam: ['LOW_HARM', 0], acts: ['DANGEROUS_ACTS', 1] },
    items: Object.fromEntries(
      Array.from({ length: 2 * PEOPLE }, (_, i) => [`i${i}`, i % 2 ? 'spam' : 'acts']),
    ),
  });
const claimAll = (at: Desk, db = at.db) =>
  Promise.all(names.map((name) => claimNext(db, at.reviewer(name))));
const itemsOf = (claims: readonly Claim[]) => claims.map((claim) => assigned(claim).held.item);

/** In how many transactions the assignments that are open were written. */
async function transactions(at: Desk): Promise<number> {
  const [row] = await at.ask(
    'select count(distinct xmin::text)::int as n from assignments where ended_at is null',
  );
  return Number(row?.['n']);
}

async function complete(at: Desk, name: string, assignment: bigint) {
  const review = { assignment, decision: 'keep', severity: null, categories: null };
  return completeReview(at.db, at.reviewer(name), review);
}

describe('claims that come at once', () => {
  it('are one transaction, and everybody gets an item of their own', async () => {
    const at = await floor();
    expect(new Set(itemsOf(await claimAll(at))).size).toBe(PEOPLE);
    expect(await transactions(at)).toBe(1);
  });

  it('give no item twice where two replicas take from the same queues', async () => {
    const at = await floor();
    const other = await openDb(at.url, { clock: () => at.now });
    const half = (db: typeof other, some: readonly string[]) =>
      Promise.all(some.map((name) => claimNext(db, at.reviewer(name))));
    const claims = await Promise.all([
      half(at.db, names.slice(0, 20)),
      half(other, names.slice(20)),
    ]);
    expect(new Set(itemsOf(claims.flat())).size).toBe(PEOPLE);
    const [held] = await at.ask(`select count(*)::int as n from items where state = 'held'`);
    expect(held).toEqual({ n: PEOPLE });
    await closeDb(other);
  });

  it('of one person are decided one after the other', async () => {
    const at = await floor();
    const { assignment } = await at.take('p0');
    at.pass({ seconds: 30 });
    const [done, next] = await Promise.all([
      complete(at, 'p0', assignment),
      claimNext(at.db, at.reviewer('p0')),
    ]);
    expect(done.kind).toBe('completed');
    expect(next).toMatchObject({ kind: 'assigned', resumed: false });
  });

  it('go along with completions and heartbeats of others', async () => {
    const at = await floor();
    const [first, second] = [await at.take('p0'), await at.take('p1')];
    at.pass({ seconds: 30 });
    const [done, beat, claim] = await Promise.all([
      complete(at, 'p0', first.assignment),
      heartbeat(at.db, at.reviewer('p1'), second.assignment),
      claimNext(at.db, at.reviewer('p2')),
    ]);
    expect([done.kind, beat.kind, claim.kind]).toEqual(['completed', 'extended', 'assigned']);
    const versions = await at.ask(
      'select distinct xmin::text from ledgers where reviewer_id = any($1)',
      [[at.reviewer('p0'), at.reviewer('p1'), at.reviewer('p2')]],
    );
    expect(versions).toHaveLength(1);
  });

  it('are not taken along to an hour at which somebody was decided about by another clock', async () => {
    const at = await floor();
    await at.ask('update ledgers set last_instant = $2 where reviewer_id = $1', [
      at.reviewer('p0'),
      new Date(at.now + 10 * MINUTE),
    ]);
    const [ahead, ...others] = await claimAll(at);
    expect(ahead && assigned(ahead).held.decidedAt).toBe(at.now + 10 * MINUTE + 1);
    for (const claim of others) expect(assigned(claim).held.decidedAt).toBe(at.now);
  });
});

describe('a request that fails', () => {
  it('because there is no such person is refused alone, and the others stay one transaction', async () => {
    const at = await floor();
    const [nobody, claims] = await Promise.all([
      claimNext(at.db, NOBODY).catch((error: Error) => error.name),
      claimAll(at),
    ]);
    expect(nobody).toBe('NotFound');
    expect(new Set(itemsOf(claims)).size).toBe(PEOPLE);
    expect(await transactions(at)).toBe(1);
  });

  it('in the database undoes what was decided with it, and then fails alone', async () => {
    const at = await floor();
    const held = itemsOf(await claimAll(at));
    const mine = await at.ask('select id, reviewer_id from assignments order by reviewer_id');
    const assignmentOf = (name: string) =>
      BigInt(String(mine.find((row) => row['reviewer_id'] === at.reviewer(name))?.['id']));
    at.pass({ seconds: 30 });
    await at.ask(`create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'not this one'; end $$`);
    await at.ask(`create trigger refuse before insert on exposures for each row
      when (new.reviewer_id = ${at.reviewer('p7')}) execute function refuse()`);
    const done = await Promise.allSettled(
      names.map((name) => complete(at, name, assignmentOf(name))),
    ).finally(() => at.ask('drop function refuse cascade'));
    const failed = done.flatMap((one, i) => (one.status === 'rejected' ? [names[i]] : []));
    expect(failed).toEqual(['p7']);
    expect(await at.ask('select 1 from exposures')).toHaveLength(PEOPLE - 1);
    expect(await at.ask(`select id from items where state = 'held'`)).toEqual([
      { id: String(held[7]) },
    ]);
  });
});

describe('somebody whose ledger another holds', () => {
  it('does not hold up the others', async () => {
    const at = await floor();
    const keeper = await keeping(at, 'p39');
    let isLate = true;
    const last = claimNext(at.db, at.reviewer('p39')).finally(() => {
      isLate = false;
    });
    const others = names.filter((name) => name !== 'p39');
    const claims = await Promise.all(others.map((name) => claimNext(at.db, at.reviewer(name))));
    expect(new Set(itemsOf(claims)).size).toBe(PEOPLE - 1);
    expect(isLate).toBe(true);
    await keeper.end();
    expect((await last).kind).toBe('assigned');
  });
});

describe('a connection that is cut in the middle of a batch', () => {
  it('loses nothing: all of it is decided again, and nobody gets two items', async () => {
    const at = await floor();
    const keeper = await keeping(at, 'p39');
    const claiming = claimAll(at);
    const cut = await waitingBackend(at);
    await at.ask('select pg_terminate_backend($1)', [cut]);
    await keeper.end();
    const claims = await claiming;
    expect(new Set(itemsOf(claims)).size).toBe(PEOPLE);
    const [open] = await at.ask(
      'select count(*)::int as n from assignments where ended_at is null',
    );
    expect(open).toEqual({ n: PEOPLE });
    expect(await transactions(at)).toBeGreaterThan(1);
  });
});

/** Holds somebody's ledger until it ends. */
async function keeping(at: Desk, name: string): Promise<pg.Client> {
  const keeper = new pg.Client({ connectionString: at.url });
  await keeper.connect();
  await keeper.query('begin');
  const one = 'select 1 from ledgers where reviewer_id = $1 for update';
  await keeper.query(one, [at.reviewer(name)]);
  return keeper;
}

/** The process of the server that waits for somebody's ledger. */
async function waitingBackend(at: Desk): Promise<unknown> {
  for (;;) {
    const [row] = await at.ask(`select pid from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`);
    if (row) return row['pid'];
  }
}
