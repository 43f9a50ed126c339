import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { setClearance } from '../../src/services/set-clearance.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: { consents: ['CSAM'] } },
    queues: { worst: ['CSAM', 3] },
    items: { one: 'worst', two: 'worst' },
  });
const decide = (at: Desk, granted: boolean) =>
  setClearance(at.db, at.reviewer('ada'), { category: 'CSAM', granted }, 'Wanda');
const claim = (at: Desk) => claimNext(at.db, at.reviewer('ada'));

describe('clearance', () => {
  it('that is withdrawn sends back what needed it, and is asked at each claim', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 20 });
    expect(await decide(at, false)).toEqual({ item: held.item });
    expect(await at.ask('select ended_at from exposures')).toEqual([
      { ended_at: new Date(at.now) },
    ]);
    expect((await claim(at)).kind).toBe('not-eligible');
    expect(await decide(at, true)).toEqual({ item: null });
    expect((await claim(at)).kind).toBe('assigned');
  });

  it('leaves a held item of another category', async () => {
    const at = await floor();
    await at.take('ada');
    const other = { category: 'CHILD_GROOMING', granted: false } as const;
    expect(await setClearance(at.db, at.reviewer('ada'), other, 'Wanda')).toEqual({ item: null });
  });

  it('says who decided, in its row and in the audit log', async () => {
    const at = await floor();
    await decide(at, false);
    const rows = await at.ask('select granted, recorded_by from clearances order by id');
    expect(rows.at(-1)).toEqual({ granted: false, recorded_by: 'Wanda' });
    const log = await at.ask(`select actor, subject, detail, at from audit_log
      where action = 'set-clearance'`);
    expect(log).toEqual([
      {
        actor: 'Wanda',
        subject: String(at.reviewer('ada')),
        detail: { category: 'CSAM', granted: false },
        at: new Date(at.now),
      },
    ]);
  });

  it('is no sign of the person: a lease that ran out is taken back, and the silence goes on', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.now += 30 * MINUTE;
    expect(await decide(at, false)).toEqual({ item: null });
    expect(await at.ask('select outcome from assignments')).toEqual([{ outcome: 'lapsed' }]);
    expect(await at.ask('select started_at, ended_at from silences')).toEqual([
      { started_at: new Date(held.decidedAt + MINUTE), ended_at: null },
    ]);
  });
});
