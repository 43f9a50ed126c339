import { afterAll, describe, expect, it } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import { SECOND } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = (consents: readonly Category[] = []) =>
  desk({
    reviewers: { ada: { consents } },
    queues: { gore: ['GRAPHIC_VIOLENCE', 4], hate: ['HATE_INCITEMENT', 3] },
    items: { one: 'gore', two: 'hate' },
  });
const say = (at: Desk, category: Category, granted: boolean, statement: number | null = 1) =>
  setConsent(at.db, at.reviewer('ada'), { category, granted, statement });

describe('a refusal', () => {
  it('sends back a held item of the category at once, and counts what was seen', async () => {
    const at = await floor(['GRAPHIC_VIOLENCE']);
    const held = await at.take('ada');
    at.pass({ seconds: 15 });
    expect(await say(at, 'GRAPHIC_VIOLENCE', false, null)).toEqual({
      kind: 'set',
      item: held.item,
    });
    expect(await at.ask('select outcome from assignments')).toEqual([{ outcome: 'refused' }]);
    const [row] = await at.ask('select ended_at from exposures');
    expect(row).toEqual({ ended_at: new Date(at.now) });
    expect(at.now - held.decidedAt).toBeLessThanOrEqual(15 * SECOND);
  });

  it('sends back an item that has the category among others', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { hate: ['HATE_INCITEMENT', 3] },
      items: { one: ['hate', { categories: ['ADULT_SEXUAL'] }] },
    });
    const held = await at.take('ada');
    expect(await say(at, 'ADULT_SEXUAL', false, null)).toEqual({ kind: 'set', item: held.item });
  });

  it('of another category leaves what is held', async () => {
    const at = await floor(['GRAPHIC_VIOLENCE']);
    await at.take('ada');
    expect(await say(at, 'CSAM', false, null)).toEqual({ kind: 'set', item: null });
    expect(await at.ask('select outcome from assignments')).toEqual([{ outcome: null }]);
  });

  it('is respected by the next claim, though it was agreed to before', async () => {
    const at = await floor(['GRAPHIC_VIOLENCE', 'HATE_INCITEMENT']);
    await say(at, 'GRAPHIC_VIOLENCE', false, null);
    const first = await claimNext(at.db, at.reviewer('ada'));
    expect(first).toMatchObject({ kind: 'assigned', item: { externalId: 'two' } });
  });

  it('needs no statement to have been read', async () => {
    const at = await floor();
    expect(await say(at, 'HATE_INCITEMENT', false, 999)).toMatchObject({ kind: 'set' });
  });
});

describe('consent', () => {
  it('needs the statement as it reads today', async () => {
    const at = await floor();
    await at.ask(`insert into hazard_statements values (2, 'It is worse than that.', now())`);
    const outdated = { kind: 'statement-outdated', current: 2 };
    expect(await say(at, 'GRAPHIC_VIOLENCE', true, 1)).toEqual(outdated);
    expect(await say(at, 'GRAPHIC_VIOLENCE', true, null)).toEqual(outdated);
    expect(await at.ask('select 1 from consents')).toEqual([]);
    expect(await say(at, 'GRAPHIC_VIOLENCE', true, 2)).toEqual({ kind: 'set', item: null });
    expect(await at.ask('select category, granted, statement_version from consents')).toEqual([
      { category: 'GRAPHIC_VIOLENCE', granted: true, statement_version: 2 },
    ]);
  });

  it('opens the category at once', async () => {
    const at = await floor();
    expect(await claimNext(at.db, at.reviewer('ada'))).toMatchObject({
      item: { externalId: 'two' },
    });
    const fresh = await floor();
    await say(fresh, 'GRAPHIC_VIOLENCE', true);
    expect(await claimNext(fresh.db, fresh.reviewer('ada'))).toMatchObject({
      item: { externalId: 'one' },
    });
  });
});
