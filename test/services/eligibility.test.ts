import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { availability } from '../../src/services/availability.ts';
import { startBreak } from '../../src/services/breaks.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { type Eligibility, eligibility } from '../../src/services/eligibility.ts';
import { NotFound } from '../../src/services/errors.ts';
import { myDay } from '../../src/services/my-day.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

const floor = (ada: Person = {}) =>
  desk({
    reviewers: { ada },
    queues: { hate: ['HATE_INCITEMENT', 3], maltese: ['LOW_HARM', 0, { language: 'mt' }] },
    items: { one: 'hate', due: 'hate', foreign: 'maltese' },
  });
const ask = (at: Desk, item = 'one') => eligibility(at.db, at.reviewer('ada'), at.item(item));
const lead = (at: Desk, item = 'one') => availability(at.db, at.reviewer('ada'), at.item(item));
const yes: Partial<Eligibility> = { eligible: true, objections: [], obstacles: [] };

describe('eligibility', () => {
  it.each<readonly [string, Person, string, Partial<Eligibility>]>([
    ['nothing', {}, 'one', yes],
    ['a language', {}, 'foreign', { eligible: false, obstacles: ['language'] }],
    ['no language that they speak', { languages: ['mt'] }, 'foreign', yes],
    ['no shift', { shift: null }, 'one', { eligible: false, obstacles: ['not-on-shift'] }],
    ['a limit', { saw: [[50, 50, 0]] }, 'one', { eligible: false, obstacles: [] }],
  ])('names %s as what stands in the way', async (_, person, item, expected) => {
    expect(await ask(await floor(person), item)).toMatchObject(expected);
  });

  it('names what they hold, a break, and an item that somebody has', async () => {
    const at = await floor();
    await at.take('ada');
    expect((await ask(at)).obstacles).toEqual(['holds-an-item', 'item-not-waiting']);
    await startBreak(at.db, at.reviewer('ada'), 'rest');
    expect((await ask(at)).obstacles).toEqual(['on-break']);
  });

  it('says what a claim says, in the same words and with the same time', async () => {
    const at = await floor({
      saw: [
        [300, 240, 3],
        [50, 50, 0],
      ],
    });
    at.pass({ seconds: 1 });
    const told = await ask(at);
    const claim = await claimNext(at.db, at.reviewer('ada'));
    if (claim.kind !== 'not-eligible') throw new Error(claim.kind);
    expect(told.objections.map((o) => o.says)).toEqual(claim.objections.map((o) => o.says));
    expect(told.earliest).toBe(claim.earliest);
  });

  it('of nobody or nothing is not found', async () => {
    const at = await floor();
    await expect(eligibility(at.db, 999, at.item('one'))).rejects.toThrow(NotFound);
    await expect(eligibility(at.db, at.reviewer('ada'), 999_999n)).rejects.toThrow(NotFound);
  });
});

describe('what a lead may know', () => {
  it('is when an ordinary break is over', async () => {
    const at = await floor({ saw: [[50, 50, 0]] });
    const { eligible, returnsAt } = await lead(at);
    expect(eligible).toBe(false);
    expect((returnsAt ?? 0) - NOW).toBeLessThanOrEqual(10 * MINUTE + 1000);
  });

  it('is not this shift for everything else, so that a cap looks like a refusal', async () => {
    const capped = await lead(await floor({ saw: [[300, 240, 3]] }));
    const at = await floor();
    const refusal = { category: 'HATE_INCITEMENT', granted: false, statement: null } as const;
    await setConsent(at.db, at.reviewer('ada'), refusal);
    expect(await lead(at)).toEqual(capped);
    expect(capped).toEqual({ eligible: false, returnsAt: null });
  });

  it('is not this shift, too, when a refused item would have to wait for a break as well', async () => {
    const at = await floor({ saw: [[50, 50, 0]] });
    const refusal = { category: 'HATE_INCITEMENT', granted: false, statement: null } as const;
    await setConsent(at.db, at.reviewer('ada'), refusal);
    expect((await lead(at)).returnsAt).toBeNull();
  });
});

describe('my day', () => {
  it('shows the shift, what is held, what is left and when the next break is due', async () => {
    const at = await floor({ saw: [[20, 20, 1]] });
    const held = await at.take('ada');
    const day = await myDay(at.db, at.reviewer('ada'));
    expect(day.shift).toMatchObject({ start: NOW - 2 * HOUR, end: NOW + 6 * HOUR });
    expect(day.held).toEqual(held);
    expect(day.item).toMatchObject({ item: held.item });
    expect(day.nextBreaks).toEqual([{ kind: 'wellbeing', at: NOW + 30 * MINUTE, minutes: 10 }]);
    expect(day.headroom.map((h) => h.severity)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(day.zone).toBe('Atlantic/Reykjavik');
  });
});
