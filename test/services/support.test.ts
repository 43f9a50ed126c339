import { afterAll, describe, expect, it } from 'vitest';
import type { Severity } from '../../src/domain/category.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { flagSelf } from '../../src/services/flag-self.ts';
import { myDay } from '../../src/services/my-day.ts';
import { answerOffer, offerAndExpire } from '../../src/services/support.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = (saw: readonly (readonly [number, number, Severity])[] = []) =>
  desk({
    reviewers: { ada: { saw }, bo: {} },
    queues: { hate: ['HATE_INCITEMENT', 3] },
    items: { one: 'hate' },
  });
const offers = (at: Desk) =>
  at.ask('select reviewer_id, because, state from support_offers order by id');
const day = (at: Desk, name = 'ada') => myDay(at.db, at.reviewer(name));

/** Ada completes an item that was announced as S3. */
async function completes(at: Desk, severity: Severity): Promise<void> {
  const { assignment } = await at.take('ada');
  at.pass({ seconds: 30 });
  const review = { assignment, decision: 'remove', severity, categories: null };
  await completeReview(at.db, at.reviewer('ada'), review);
}

describe('an offer of a counsellor', () => {
  it('comes by itself to whoever saw the worst there is, once for all of it', async () => {
    const at = await floor([
      [60, 5, 5],
      [40, 5, 5],
      [20, 5, 4],
    ]);
    expect(await offerAndExpire(at.db, at.now)).toEqual({ offered: 1, expired: 0 });
    expect(await offerAndExpire(at.db, at.now)).toEqual({ offered: 0, expired: 0 });
    expect(await offers(at)).toEqual([
      { reviewer_id: at.reviewer('ada'), because: 'severe', state: 'offered' },
    ]);
    expect((await day(at)).offer).toMatchObject({ start: at.now, end: at.now + 24 * HOUR });
    expect((await day(at, 'bo')).offer).toBeNull();
  });

  it.each<readonly [Severity, number]>([
    [3, 0],
    [4, 0],
    [5, 1],
  ])('after S%d where S3 was announced: %d', async (severity, offered) => {
    const at = await floor();
    await completes(at, severity);
    expect((await offerAndExpire(at.db, at.now)).offered).toBe(offered);
  });

  it('follows what was two levels worse than announced, though it is not the worst', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { spam: ['LOW_HARM', 1] },
      items: { one: 'spam' },
    });
    await completes(at, 3);
    expect(await at.ask('select severity, announced_severity as announced from exposures')).toEqual(
      [{ severity: 3, announced: 1 }],
    );
    expect((await offerAndExpire(at.db, at.now)).offered).toBe(1);
  });

  it('expires a day later, and one for what was seen since comes', async () => {
    const at = await floor([[60, 5, 5]]);
    await offerAndExpire(at.db, at.now);
    at.pass({ minutes: 24 * 60 - 1 });
    expect(await offerAndExpire(at.db, at.now)).toEqual({ offered: 0, expired: 0 });
    at.pass({ minutes: 1 });
    expect((await day(at)).offer).toBeNull();
    expect(await offerAndExpire(at.db, at.now)).toEqual({ offered: 0, expired: 1 });
    expect(await offerAndExpire(at.db, at.now)).toEqual({ offered: 0, expired: 0 });
  });

  it('is answered by the person alone, once', async () => {
    const at = await floor();
    const { offer } = await flagSelf(at.db, at.reviewer('ada'));
    const answer = (name: string, takenUp: boolean) =>
      answerOffer(at.db, at.reviewer(name), { offer: offer.id, takenUp });
    expect(await answer('bo', true)).toEqual({ kind: 'no-offer' });
    expect(await answer('ada', true)).toEqual({ kind: 'answered', offer: offer.id });
    expect(await answer('ada', false)).toEqual({ kind: 'no-offer' });
    expect(await offers(at)).toMatchObject([{ because: 'flag', state: 'taken-up' }]);
    expect((await day(at)).offer).toBeNull();
  });

  it('that is declined cannot be told from one that ran out', async () => {
    const at = await floor();
    const ada = await flagSelf(at.db, at.reviewer('ada'));
    await flagSelf(at.db, at.reviewer('bo'));
    const no = { offer: ada.offer.id, takenUp: false };
    await answerOffer(at.db, at.reviewer('ada'), no);
    at.pass({ minutes: 25 * 60 });
    await offerAndExpire(at.db, at.now);
    const rows = await at.ask('select expires_at - offered_at as open, state from support_offers');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual(rows[1]);
  });

  it('is not made again for what an answered one covered', async () => {
    const at = await floor([[5, 1, 5]]);
    await offerAndExpire(at.db, at.now);
    const { offer } = await day(at);
    if (!offer) throw new Error('there is one');
    await answerOffer(at.db, at.reviewer('ada'), { offer: offer.id, takenUp: false });
    at.now += 10 * MINUTE;
    expect((await offerAndExpire(at.db, at.now)).offered).toBe(0);
  });
});
