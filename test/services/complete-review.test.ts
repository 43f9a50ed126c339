import { afterAll, describe, expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import { completeReview, type Review } from '../../src/services/complete-review.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: { consents: ['HATE_INCITEMENT'] }, bo: {} },
    queues: { hate: ['HATE_INCITEMENT', 3] },
    items: { one: 'hate', two: 'hate' },
  });
const complete = (at: Desk, name: string, assignment: bigint, more: Partial<Review> = {}) =>
  completeReview(at.db, at.reviewer(name), {
    assignment,
    decision: 'remove',
    severity: null,
    categories: null,
    ...more,
  });
const ledger = (at: Desk) => at.ask('select severity, categories, origin from exposures');

describe('a review', () => {
  it('decides the item and keeps what was seen, as announced', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 75 });
    const seenSeconds = (at.now - held.decidedAt) / SECOND;
    expect(await complete(at, 'ada', held.assignment)).toEqual({
      kind: 'completed',
      seenSeconds,
      again: false,
    });
    expect(
      await at.ask('select decision, decided_at from items where id = $1', [held.item]),
    ).toEqual([{ decision: 'remove', decided_at: new Date(at.now) }]);
    expect(await ledger(at)).toEqual([
      { severity: 3, categories: ['HATE_INCITEMENT'], origin: 'assignment' },
    ]);
  });

  it('may say that it was something else: the ledger gets what was really seen', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 1 });
    const really = { severity: 5, categories: ['CSAM', 'HATE_INCITEMENT'] } as const;
    await complete(at, 'ada', held.assignment, really);
    expect(await ledger(at)).toEqual([{ ...really, origin: 'assignment' }]);
    expect(await at.ask('select announced_severity as announced from assignments')).toEqual([
      { announced: 3 },
    ]);
  });

  it('said again answers the same and changes nothing', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 1 });
    const first = await complete(at, 'ada', held.assignment);
    at.pass({ minutes: 1 });
    const again = await complete(at, 'ada', held.assignment, { decision: 'allow', severity: 5 });
    expect(again).toEqual({ ...first, again: true });
    expect(await ledger(at)).toHaveLength(1);
    expect(await at.ask(`select decision from items where state = 'done'`)).toEqual([
      { decision: 'remove' },
    ]);
  });

  it('said twice at the same moment is taken once', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 1 });
    const said = await Promise.all([1, 2, 3].map(() => complete(at, 'ada', held.assignment)));
    expect(said.map((s) => s.kind === 'completed' && s.again).toSorted()).toEqual([
      false,
      true,
      true,
    ]);
    expect(await ledger(at)).toHaveLength(1);
  });

  it('in the very moment of the claim sees nothing that the ledger could keep', async () => {
    const at = await floor();
    const held = await at.take('ada');
    const said = await complete(at, 'ada', held.assignment);
    expect(said).toMatchObject({ kind: 'completed', again: false });
    expect(await complete(at, 'ada', held.assignment)).toMatchObject({ again: true });
  });

  it("of somebody else's assignment, of none, or of one that was given back is not held", async () => {
    const at = await floor();
    const held = await at.take('ada');
    expect(await complete(at, 'bo', held.assignment)).toEqual({ kind: 'not-held' });
    expect(await complete(at, 'ada', 999_999n)).toEqual({ kind: 'not-held' });
    at.pass({ minutes: 1 });
    await stepAway(at.db, at.reviewer('ada'));
    expect(await complete(at, 'ada', held.assignment)).toEqual({ kind: 'not-held' });
    expect(await at.ask(`select 1 from items where state <> 'waiting'`)).toEqual([]);
  });

  it('of a day after the claim keeps every second', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 25 * 60 });
    const said = await complete(at, 'ada', held.assignment);
    expect(said).toMatchObject({ seenSeconds: (at.now - held.decidedAt) / SECOND });
  });
});
