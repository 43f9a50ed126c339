import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { rows, sql, transaction } from '../../src/store/rows.ts';
import { closeDesk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () => desk({ reviewers: { ada: {} }, queues: {}, items: {} });

describe('a transaction', () => {
  it('whose connection is cut fails, undoes what it did and harms nobody else', async () => {
    const at = await floor();
    const cut = transaction(at.db, async (tx) => {
      await rows(tx, sql`update reviewers set name = 'nobody'`);
      const [own] = await rows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`);
      await at.ask('select pg_terminate_backend($1)', [own?.pid]);
      // The process hears of it while nothing is being asked.
      await pause(50);
      await rows(tx, sql`select 1`);
    });
    await expect(cut).rejects.toThrow();
    expect(await at.ask(`select count(*)::int as n from reviewers where name = 'nobody'`)).toEqual([
      { n: 0 },
    ]);
    expect(await rows(at.db.pool, sql`select 1 as one`)).toEqual([{ one: 1 }]);
  });
});
