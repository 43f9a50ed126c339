import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { type IncomingItem, ingestItems } from '../../src/services/ingest-items.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: {} },
    queues: { hate: ['HATE_INCITEMENT', 3, { dueWithinMinutes: 90, expectedSeconds: 45 }] },
  });
const item = (more: Partial<IncomingItem> = {}): IncomingItem => ({
  externalId: 'a',
  queue: 'hate',
  media: 'video',
  categories: null,
  severity: null,
  expectedSeconds: null,
  arrivedAt: null,
  ...more,
});
const items = (at: Desk) => at.ask('select external_id from items order by external_id');

describe('a batch', () => {
  it('waits in its queue, due as the queue says, under the category of the queue', async () => {
    const at = await floor();
    const said = { categories: ['CSAM', 'CSAM'], severity: 5, expectedSeconds: 10 };
    await ingestItems(at.db, [
      item({ externalId: 'plain' }),
      item({ externalId: 'told', ...said, arrivedAt: NOW - HOUR }),
    ]);
    const columns = 'categories, severity, expected_seconds, arrived_at, due_at, state, media';
    const rest = { state: 'waiting', media: 'video' };
    expect(await at.ask(`select ${columns} from items order by external_id`)).toEqual([
      {
        categories: ['HATE_INCITEMENT'],
        severity: null,
        expected_seconds: 45,
        arrived_at: new Date(NOW),
        due_at: new Date(NOW + 90 * MINUTE),
        ...rest,
      },
      {
        categories: ['HATE_INCITEMENT', 'CSAM'],
        severity: 5,
        expected_seconds: 10,
        arrived_at: new Date(NOW - HOUR),
        due_at: new Date(NOW + 30 * MINUTE),
        ...rest,
      },
    ]);
  });

  it('sent again gives the same items and adds none', async () => {
    const at = await floor();
    const batch = [item({ externalId: 'a' }), item({ externalId: 'b' })];
    const first = await ingestItems(at.db, batch);
    const again = await ingestItems(at.db, [...batch, item({ externalId: 'c' })]);
    const ids = (from: typeof first) => new Map(from.accepted.map((a) => [a.externalId, a.item]));
    expect(first.accepted.map((a) => a.added)).toEqual([true, true]);
    expect(ids(again).get('a')).toBe(ids(first).get('a'));
    expect(again.accepted.filter((a) => a.added).map((a) => a.externalId)).toEqual(['c']);
    expect(await items(at)).toHaveLength(3);
  });

  it('of a thousand is taken, of one more refused whole', async () => {
    const at = await floor();
    const batch = Array.from({ length: 1001 }, (_, i) => item({ externalId: `i${i}` }));
    await expect(ingestItems(at.db, batch)).rejects.toMatchObject({ field: 'items' });
    expect(await items(at)).toEqual([]);
    expect((await ingestItems(at.db, batch.slice(1))).accepted).toHaveLength(1000);
  });

  it('of nothing is nothing', async () => {
    const at = await floor();
    expect(await ingestItems(at.db, [])).toEqual({ accepted: [], rejected: [] });
  });

  it('keeps whatever an id is made of', async () => {
    const at = await floor();
    const ids = ['🦜', 'ä', 'a\u0308', "'; drop table items; --", '\\u0000', '{"a":1}', ' ', '\n'];
    const { accepted, rejected } = await ingestItems(
      at.db,
      ids.map((externalId) => item({ externalId })),
    );
    expect(rejected).toEqual([]);
    expect(accepted.map((a) => a.externalId).toSorted()).toEqual(ids.toSorted());
  });

  it('from two connections at once, in opposite orders, makes each item once', async () => {
    const at = await floor();
    const other = await openDb(at.url, { clock: () => NOW });
    for (let round = 0; round < 5; round++) {
      const batch = Array.from({ length: 300 }, (_, i) => {
        return item({ externalId: `r${round}-${i}`, arrivedAt: NOW - i });
      });
      const reversed = batch.map((row, i) => ({ ...row, arrivedAt: NOW - (300 - i) }));
      const [a, b] = await Promise.all([ingestItems(at.db, batch), ingestItems(other, reversed)]);
      const added = [...a.accepted, ...b.accepted].filter((row) => row.added);
      expect([a.accepted.length, b.accepted.length, added.length]).toEqual([300, 300, 300]);
    }
    await closeDb(other);
    expect(await items(at)).toHaveLength(1500);
  });
});

describe('a row that cannot be right', () => {
  it.each([
    ['externalId', item({ externalId: '' })],
    ['externalId', item({ externalId: 'x'.repeat(201) })],
    ['externalId', item({ externalId: 'nul\u0000' })],
    ['externalId', item({ externalId: 'half a parrot \ud83e' })],
    ['queue', item({ queue: 'nowhere' })],
    ['queue', item({ queue: 'nul\u0000' })],
    ['media', item({ media: 'smell' })],
    ['category', item({ categories: ['HATE_INCITEMENT', 'WEATHER'] })],
    ['severity', item({ severity: 6 })],
    ['severity', item({ severity: 2.5 })],
    ['expectedSeconds', item({ expectedSeconds: 0 })],
    ['expectedSeconds', item({ expectedSeconds: 14_401 })],
    ['expectedSeconds', item({ expectedSeconds: Number.NaN })],
    ['arrivedAt', item({ arrivedAt: NOW + 1 })],
    ['arrivedAt', item({ arrivedAt: Number.NaN })],
    ['arrivedAt', item({ arrivedAt: -6e14 })],
    ['arrivedAt', item({ arrivedAt: -9e15 })],
  ])('by its %s is named and the rest kept: %o', async (word, wrong) => {
    const at = await floor();
    const batch = [item({ externalId: 'before' }), wrong, item({ externalId: 'after' })];
    const { accepted, rejected } = await ingestItems(at.db, batch);
    expect(rejected).toEqual([
      { index: 1, externalId: wrong.externalId, why: expect.stringContaining(word) },
    ]);
    expect(accepted.map((a) => a.externalId).toSorted()).toEqual(['after', 'before']);
  });

  it('because its id stands earlier in the batch is named', async () => {
    const at = await floor();
    const { accepted, rejected } = await ingestItems(at.db, [item(), item({ severity: 1 })]);
    expect(accepted).toHaveLength(1);
    expect(rejected).toMatchObject([{ index: 1, why: expect.stringContaining('earlier') }]);
  });
});
