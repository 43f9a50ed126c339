import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { availability } from '../../src/services/availability.ts';
import { endBreak, startBreak } from '../../src/services/breaks.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { myDay } from '../../src/services/my-day.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { openAndCloseShifts } from '../../src/services/shifts.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

const LONDON = 'Europe/London';

/** In London, where 20 minutes are due after six hours: in half an hour, unless told otherwise. */
const floor = (ada: Person = {}) =>
  desk({
    reviewers: { ada: { site: LONDON, shift: [-5.5, 2.5], ...ada } },
    queues: { hate: ['HATE_INCITEMENT', 2] },
    items: { one: 'hate', two: 'hate' },
    laws: { [LONDON]: 'uk' },
  });
const due = async () => {
  const at = await floor();
  at.pass({ minutes: 30 });
  expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 1, taken: 0 });
  return at;
};
const day = (at: Desk) => myDay(at.db, at.reviewer('ada'));
const lead = (at: Desk) => availability(at.db, at.reviewer('ada'), at.item('one'));
const rows = (at: Desk) =>
  at.ask('select kind, started_at is not null as taken, missed from breaks order by id');

describe('a break that the law asks for', () => {
  it('is seen before it is due, beside the one from what is seen', async () => {
    const at = await floor();
    expect((await day(at)).nextBreaks).toEqual([
      { kind: 'meal', at: NOW + 30 * MINUTE, minutes: 20 },
      { kind: 'wellbeing', at: NOW + 50 * MINUTE, minutes: 10 },
    ]);
    at.pass({ minutes: 29 });
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
  });

  it('is marked as due once, as what it is', async () => {
    const at = await due();
    expect(await markBreaksDue(at.db, at.now + MINUTE)).toEqual({ due: 0, taken: 0 });
    const { due: waiting, nextBreaks } = await day(at);
    expect(waiting).toMatchObject([{ kind: 'meal', dueAt: at.now }]);
    expect(nextBreaks[0]).toEqual({ kind: 'meal', at: at.now, minutes: 20 });
  });

  it.each(['meal', 'rest'] as const)('is taken as a %s, and is over then', async (kind) => {
    const at = await due();
    await startBreak(at.db, at.reviewer('ada'), kind);
    at.pass({ minutes: 20 });
    await endBreak(at.db, at.reviewer('ada'));
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
    expect(await rows(at)).toEqual([{ kind, taken: true, missed: false }]);
    expect((await day(at)).due).toEqual([]);
  });

  it('is due again when it was too short', async () => {
    const at = await due();
    await startBreak(at.db, at.reviewer('ada'), 'meal');
    at.pass({ minutes: 19 });
    await endBreak(at.db, at.reviewer('ada'));
    at.pass({ minutes: 1 });
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 1, taken: 0 });
  });

  it('is not taken by resting, nor by a break from what was seen', async () => {
    const at = await due();
    await startBreak(at.db, at.reviewer('ada'), 'wellbeing');
    at.pass({ minutes: 20 });
    await endBreak(at.db, at.reviewer('ada'));
    at.pass({ minutes: 20 });
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
    expect((await day(at)).due).toMatchObject([{ kind: 'meal' }]);
  });

  it('is not taken by time in which nothing is handed out', async () => {
    const at = await due();
    await at.ask(
      `insert into blocks (reviewer_id, kind, starts_at, ends_at)
      values ($1, 'protected', $2::timestamptz, $2::timestamptz + interval '1 hour')`,
      [at.reviewer('ada'), new Date(at.now)],
    );
    await at.ask('update ledgers set version = version + 1');
    at.pass({ minutes: 30 });
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
    expect(await rows(at)).toEqual([{ kind: 'meal', taken: false, missed: false }]);
  });

  it('not taken by the end of the shift is missed', async () => {
    const at = await due();
    at.now = NOW + 2.5 * HOUR;
    await openAndCloseShifts(at.db, at.now);
    expect(await rows(at)).toEqual([{ kind: 'meal', taken: false, missed: true }]);
  });
});

describe('a break from what was seen', () => {
  const tired: Person = { saw: [[40, 40, 1]], shift: [-5.5, 2.5] };

  it('that is due becomes the one that the law asks for, which is both', async () => {
    const at = await floor({ ...tired, shift: [-6, 2], saw: [[50, 50, 1]] });
    await at.ask(
      `insert into breaks (reviewer_id, kind, due_at, shift_id) select reviewer_id, 'wellbeing', $1, id
        from shifts`,
      [new Date(NOW - MINUTE)],
    );
    expect(await markBreaksDue(at.db, NOW)).toEqual({ due: 0, taken: 0 });
    expect(await rows(at)).toEqual([{ kind: 'meal', taken: false, missed: false }]);
  });

  it('is taken by a meal, too', async () => {
    const at = await floor({ ...tired, saw: [[50, 50, 1]], shift: [-2, 6] });
    expect(await markBreaksDue(at.db, NOW)).toEqual({ due: 1, taken: 0 });
    await startBreak(at.db, at.reviewer('ada'), 'meal');
    at.pass({ minutes: 15 });
    await endBreak(at.db, at.reviewer('ada'));
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
    expect(await rows(at)).toEqual([{ kind: 'meal', taken: true, missed: false }]);
  });
});

describe('what a lead may know of a break that the law asks for', () => {
  it.each(['meal', 'rest'] as const)(
    'is when it is over, were it begun now, and from when it was: %s',
    async (kind) => {
      const at = await due();
      expect(await lead(at)).toEqual({ eligible: false, returnsAt: at.now + 20 * MINUTE });
      at.pass({ minutes: 5 });
      await startBreak(at.db, at.reviewer('ada'), kind);
      const over = at.now + 20 * MINUTE;
      at.pass({ minutes: 5 });
      const { eligible, returnsAt } = await lead(at);
      expect(eligible).toBe(false);
      expect((returnsAt ?? 0) - over).toBeLessThan(1000);
      at.pass({ minutes: 30 });
      expect(await lead(at)).toEqual({ eligible: false, returnsAt: null });
    },
  );

  it('is not this shift while they take one that it does not ask for', async () => {
    const at = await due();
    await startBreak(at.db, at.reviewer('ada'), 'wellbeing');
    at.pass({ minutes: 1 });
    expect(await lead(at)).toEqual({ eligible: false, returnsAt: null });
  });

  it('is not this shift where anything else stands in the way, so that a refusal is not told', async () => {
    const at = await due();
    const refusal = { category: 'HATE_INCITEMENT', granted: false, statement: null } as const;
    await setConsent(at.db, at.reviewer('ada'), refusal);
    expect(await lead(at)).toEqual({ eligible: false, returnsAt: null });
  });

  it('is not this shift where the shift ends before it is over', async () => {
    const at = await floor({ shift: [-6, 0.25] });
    expect(await lead(at)).toEqual({ eligible: false, returnsAt: null });
  });

  it('is nothing of a meal that no rule asks for', async () => {
    const at = await floor({ shift: [-2, 6] });
    await startBreak(at.db, at.reviewer('ada'), 'meal');
    at.pass({ minutes: 1 });
    expect(await lead(at)).toEqual({ eligible: false, returnsAt: null });
  });
});
