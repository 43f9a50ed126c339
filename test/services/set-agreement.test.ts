import { afterAll, describe, expect, it } from 'vitest';
import { claimNext } from '../../src/services/claim-next.ts';
import { flagSelf } from '../../src/services/flag-self.ts';
import { myDay } from '../../src/services/my-day.ts';
import { setAgreement } from '../../src/services/set-agreement.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: { consents: ['GRAPHIC_VIOLENCE'] } },
    queues: { gore: ['GRAPHIC_VIOLENCE', 4] },
    items: { one: 'gore', two: 'gore' },
  });
const say = (at: Desk, granted: boolean) =>
  setAgreement(at.db, at.reviewer('ada'), { to: 'severe-after-aftermath', granted });
const claim = (at: Desk) => claimNext(at.db, at.reviewer('ada'));

/** Flagged, and the quiet time is over. */
async function afterwards(): Promise<Desk> {
  const at = await floor();
  await flagSelf(at.db, at.reviewer('ada'));
  at.pass({ minutes: 15 });
  return at;
}

describe('what is agreed to beside categories', () => {
  it('opens severe work again in the same shift, at once', async () => {
    const at = await afterwards();
    expect((await claim(at)).kind).toBe('not-eligible');
    expect(await say(at, true)).toEqual({ item: null });
    expect((await claim(at)).kind).toBe('assigned');
  });

  it('is taken back at once, without a reason, with what rested on it', async () => {
    const at = await afterwards();
    await say(at, true);
    const held = await at.take('ada');
    at.pass({ seconds: 20 });
    expect(await say(at, false)).toEqual({ item: held.item });
    expect(await at.ask('select ended_at from assignments')).toEqual([
      { ended_at: new Date(at.now) },
    ]);
    expect(await at.ask('select 1 from silences')).toEqual([]);
    at.pass({ minutes: 15 });
    expect((await claim(at)).kind).toBe('not-eligible');
  });

  it('leaves what does not rest on it', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 20 });
    expect(await say(at, false)).toEqual({ item: null });
    expect(await at.take('ada')).toMatchObject({ assignment: held.assignment });
  });

  it('is what the person is shown, by their last word', async () => {
    const at = await floor();
    const shown = async () => (await myDay(at.db, at.reviewer('ada'))).agreedTo;
    expect(await shown()).toEqual([]);
    await say(at, true);
    expect(await shown()).toEqual(['severe-after-aftermath']);
    await say(at, false);
    expect(await shown()).toEqual([]);
    expect(await at.ask('select 1 from agreements')).toHaveLength(2);
  });
});
