/** Several decisions in one transaction: what a tick of a simulated day is made of. */
import { afterAll, describe, expect, it } from 'vitest';
import { claimMany, claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { heartbeat } from '../../src/services/heartbeat.ts';
import { decideTogether } from '../../src/services/seat.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: {}, ben: {}, cleo: {} },
    queues: { acts: ['DANGEROUS_ACTS', 1] },
    items: { one: 'acts', two: 'acts', three: 'acts', four: 'acts' },
  });
const everyone = (at: Desk) => ['ada', 'ben', 'cleo'].map((name) => at.reviewer(name));
const ledgers = (at: Desk) =>
  at.ask('select version, last_instant from ledgers order by reviewer_id');

async function done(at: Desk, name: string, assignment: bigint, db = at.db) {
  const review = { assignment, decision: 'keep', severity: null, categories: null };
  return completeReview(db, at.reviewer(name), review);
}

describe('decisions that are made together', () => {
  it('are what they would be one by one, and each ledger moves on once', async () => {
    const at = await floor();
    const [ada, ben] = [await at.take('ada'), await at.take('ben')];
    const before = await ledgers(at);
    at.pass({ seconds: 40 });
    const [completed, beat, claims] = await decideTogether(at.db, everyone(at), async (db) => {
      const [first, second] = await Promise.all([
        done(at, 'ada', ada.assignment, db),
        heartbeat(db, at.reviewer('ben'), ben.assignment),
      ]);
      return [first, second, await claimMany(db, everyone(at))];
    });
    expect(completed).toMatchObject({ kind: 'completed', again: false });
    expect(beat).toMatchObject({ kind: 'extended' });
    expect([...claims.values()].map((claim) => claim.kind)).toEqual(Array(3).fill('assigned'));
    expect(claims.get(at.reviewer('ben'))).toMatchObject({
      resumed: true,
      held: { assignment: ben.assignment, heartbeatAt: at.now },
    });
    const after = await ledgers(at);
    expect(after.map(({ version }) => version)).toEqual(
      before.map(({ version }) => String(Number(version) + 1)),
    );
    expect(
      await at.ask('select count(*)::int as open from assignments where ended_at is null'),
    ).toEqual([{ open: 3 }]);
  });

  it('of one person come strictly one after the other, though the clock stands still', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 40 });
    await decideTogether(at.db, everyone(at), async (db) => {
      await done(at, 'ada', held.assignment, db);
      return claimNext(db, at.reviewer('ada'));
    });
    const [gap] = await at.ask(
      `select (extract(epoch from max(decided_at) - min(ended_at)) * 1000)::int as ms from assignments`,
    );
    expect(gap).toEqual({ ms: 1 });
  });

  it('fall together, and nothing of them is remembered', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 40 });
    const failed = decideTogether(at.db, everyone(at), async (db) => {
      await done(at, 'ada', held.assignment, db);
      await claimNext(db, at.reviewer('ben'));
      throw new Error('the client is gone');
    });
    await expect(failed).rejects.toThrow('the client is gone');
    expect(await at.ask('select id from exposures')).toEqual([]);
    expect(await at.ask(`select id from items where state = 'held'`)).toHaveLength(1);
    expect(await stepAway(at.db, at.reviewer('ada'))).toEqual({
      item: held.item,
      seenSeconds: 40,
      goesTo: 'queue',
    });
  });

  it('are only about people whose ledgers they locked', async () => {
    const at = await floor();
    const others = decideTogether(at.db, [at.reviewer('ada')], (db) =>
      stepAway(db, at.reviewer('ben')),
    );
    await expect(others).rejects.toThrow(/ledger .* is not locked/);
  });
});
