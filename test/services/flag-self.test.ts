import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { availability } from '../../src/services/availability.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { NotFound } from '../../src/services/errors.ts';
import { flagSelf } from '../../src/services/flag-self.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: {} },
    queues: { spam: ['LOW_HARM', 0] },
    items: { one: 'spam', two: 'spam' },
  });
const flag = (at: Desk, letGo?: boolean) => flagSelf(at.db, at.reviewer('ada'), letGo);

describe('a flag', () => {
  it('lets go of what is held, counts the seconds and offers a counsellor, at once', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 20 });
    const done = await flag(at);
    expect(done).toMatchObject({
      item: held.item,
      seenSeconds: 20,
      offer: { because: 'flag', start: at.now, end: at.now + 24 * HOUR },
    });
    expect(await at.ask('select outcome from assignments')).toEqual([{ outcome: 'stepped-away' }]);
    expect(await at.ask('select ended_at - started_at as seen from exposures')).toMatchObject([
      { seen: { seconds: 20 } },
    ]);
    expect(await at.ask('select state from items order by id limit 1')).toEqual([
      { state: 'waiting' },
    ]);
  });

  it('keeps that it was, when, and nothing else', async () => {
    const at = await floor();
    await at.take('ada');
    at.pass({ seconds: 5 });
    await flag(at);
    const [{ id: _, ...row } = {}] = await at.ask('select * from flags');
    expect(row).toEqual({ reviewer_id: at.reviewer('ada'), recorded_at: new Date(at.now) });
    expect(await at.ask('select 1 from audit_log where action <> $1', ['change-policy'])).toEqual(
      [],
    );
  });

  it('brings quiet time, of which a lead is told only that it is a no', async () => {
    const at = await floor();
    await flag(at);
    at.pass({ seconds: 1 });
    const claim = await claimNext(at.db, at.reviewer('ada'));
    expect(claim).toMatchObject({ kind: 'not-eligible' });
    expect(await availability(at.db, at.reviewer('ada'), at.item('one'))).toEqual({
      eligible: false,
      returnsAt: null,
    });
    at.pass({ minutes: 15 });
    expect((await claimNext(at.db, at.reviewer('ada'))).kind).toBe('assigned');
  });

  it('works with nothing in hand, without a shift, and again and again', async () => {
    const at = await desk({ reviewers: { ada: { shift: null } } });
    const first = await flag(at);
    expect(first).toMatchObject({ item: null, seenSeconds: 0 });
    at.pass({ minutes: 60 });
    const second = await flag(at);
    // The offer that is open is held open for longer: nobody is asked twice.
    expect(second.offer).toEqual({ ...first.offer, end: at.now + 24 * HOUR });
    expect(await at.ask('select 1 from flags')).toHaveLength(2);
    expect(await at.ask('select 1 from support_offers')).toHaveLength(1);
  });

  it('of somebody who vanished ends the silence', async () => {
    const at = await floor();
    await at.take('ada');
    at.pass({ minutes: 30 });
    const { seenSeconds } = await flag(at);
    expect(seenSeconds).toBe(30 * 60);
    expect(await at.ask('select 1 from silences where ended_at is null')).toEqual([]);
  });

  it('without letting go leaves the item as far as the rules do', async () => {
    const strict = await floor();
    const gone = await strict.take('ada');
    strict.pass({ seconds: 10 });
    expect(await flag(strict, false)).toMatchObject({ item: gone.item, seenSeconds: 10 });

    const mild = await floor();
    await changePolicy(mild.db, {
      rule: 'quiet-time',
      level: 'hard',
      scope: { kind: 'organisation' },
      params: { quietMinutes: 0 },
      from: null,
    });
    mild.pass({ seconds: 1 });
    await mild.take('ada');
    mild.pass({ seconds: 10 });
    expect(await flag(mild, false)).toMatchObject({ item: null, seenSeconds: 0 });
    expect(await mild.ask('select outcome from assignments')).toEqual([{ outcome: null }]);
    mild.pass({ seconds: 10 });
    expect((await flag(mild)).seenSeconds * SECOND).toBe(20 * SECOND);
  });

  it("is nobody's who does not exist", async () => {
    const at = await floor();
    await expect(flagSelf(at.db, 4711)).rejects.toThrow(NotFound);
    expect(await at.ask('select 1 from flags')).toEqual([]);
  });
});
