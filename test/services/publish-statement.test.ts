import { afterAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { Invalid } from '../../src/services/errors.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { publishHazardStatement } from '../../src/services/publish-statement.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

/** Nobody is given days to read it: so that what is published counts at once. */
async function floor(): Promise<Desk> {
  const at = await desk({
    reviewers: { ada: { consents: ['GRAPHIC_VIOLENCE'] }, bo: { consents: ['GRAPHIC_VIOLENCE'] } },
    queues: { gore: ['GRAPHIC_VIOLENCE', 4] },
    items: { one: 'gore', two: 'gore', three: 'gore' },
  });
  const scope = { kind: 'organisation' } as const;
  const params = { graceDays: 0 };
  await changePolicy(at.db, { rule: 'hazard-statement', level: 'hard', scope, params, from: null });
  at.pass({ seconds: 1 });
  return at;
}
const claim = (at: Desk, name = 'ada') => claimNext(at.db, at.reviewer(name));
const publish = (at: Desk, db = at.db) =>
  publishHazardStatement(db, ' It is worse than that. ', 'Wanda');

describe('a new version of the hazard statement', () => {
  it('is the one that is read from then on, and says who published it', async () => {
    const at = await floor();
    const { version, at: since } = await publish(at);
    expect(version).toBe(2);
    const rows = await at.ask('select text, published_at from hazard_statements where version = 2');
    expect(rows).toEqual([{ text: 'It is worse than that.', published_at: new Date(since) }]);
    const log = `select actor, subject from audit_log where action = 'publish-hazard-statement'`;
    expect(await at.ask(log)).toEqual([{ actor: 'Wanda', subject: '2' }]);
  });

  it('asks again whoever agreed before, though they are remembered', async () => {
    const at = await floor();
    await stepAway(at.db, at.reviewer('ada'));
    await publish(at);
    at.pass({ seconds: 1 });
    expect((await claim(at)).kind).toBe('not-eligible');
    const said = { category: 'GRAPHIC_VIOLENCE', granted: true } as const;
    const read = (statement: number) =>
      setConsent(at.db, at.reviewer('ada'), { ...said, statement });
    expect(await read(1)).toEqual({ kind: 'statement-outdated', current: 2 });
    expect((await read(2)).kind).toBe('set');
    expect((await claim(at)).kind).toBe('assigned');
    expect((await claim(at, 'bo')).kind).toBe('not-eligible');
  });

  it('reaches people whom another replica remembers', async () => {
    const at = await floor();
    await stepAway(at.db, at.reviewer('ada'));
    const other = await openDb(at.url, { clock: () => at.now });
    await publish(at, other);
    await closeDb(other);
    at.pass({ seconds: 1 });
    expect((await claim(at)).kind).toBe('not-eligible');
  });

  it('is later than every decision, whatever its clock says', async () => {
    const at = await floor();
    const { decidedAt } = await at.take('ada');
    at.now -= HOUR;
    expect((await publish(at)).at).toBeGreaterThan(decidedAt);
  });

  it('gets the next number when several are published at once', async () => {
    const at = await floor();
    const all = await Promise.all([1, 2, 3, 4].map(() => publish(at)));
    expect(all.map(({ version }) => version).toSorted()).toEqual([2, 3, 4, 5]);
  });

  it.each(['', '  \n', 'a\u0000b', 'x'.repeat(20_001)])(
    'says something that can be kept (%#)',
    async (text) => {
      const at = await floor();
      await expect(publishHazardStatement(at.db, text, 'Wanda')).rejects.toThrow(Invalid);
      expect(await at.ask('select 1 from hazard_statements')).toHaveLength(1);
    },
  );
});
