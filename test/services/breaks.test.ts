import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { endBreak, startBreak } from '../../src/services/breaks.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { deferBreak } from '../../src/services/defer-break.ts';
import { myDay } from '../../src/services/my-day.ts';
import { openAndCloseShifts } from '../../src/services/shifts.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

const floor = (ada: Person = {}) =>
  desk({
    reviewers: { ada },
    queues: { acts: ['DANGEROUS_ACTS', 1] },
    items: { one: 'acts', two: 'acts' },
  });
/** They have worked as long as one may. */
const tired: Person = { saw: [[50, 50, 1]], shift: [-2, 1] };
const start = (at: Desk) => startBreak(at.db, at.reviewer('ada'), 'wellbeing');
const end = (at: Desk) => endBreak(at.db, at.reviewer('ada'));
const defer = (at: Desk) => deferBreak(at.db, at.reviewer('ada'));
/** No rule of ours would, while a break is due. */
const givenAfter = (at: Desk, minutes: number) =>
  at.ask(
    `insert into assignments (item_id, reviewer_id, role, announced_severity, announced_categories,
        policy_version, decided_at, lease_decided_at, lease_until, limit_at, heartbeat_at, ended_at,
        outcome)
      select $1, $2, 'watcher', 1, '{DANGEROUS_ACTS}', 1, t, t, t + interval '3 minutes',
        t + interval '3 minutes', t, t + interval '1 minute', 'completed'
      from (values ($3::timestamptz)) as given(t)`,
    [at.item('one'), at.reviewer('ada'), new Date(NOW + minutes * MINUTE)],
  );
const breaks = (at: Desk) =>
  at.ask(
    'select due_at, started_at, ended_at, missed, shift_id is null as off from breaks order by id',
  );

describe('a break', () => {
  it('sends a held item back and lasts until it is ended', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 1 });
    const started = await start(at);
    expect(started).toEqual({ startedAt: at.now, item: held.item, goesTo: 'queue', again: false });
    at.pass({ minutes: 12 });
    expect(await end(at)).toEqual({
      kind: 'ended',
      startedAt: started.startedAt,
      endedAt: at.now,
    });
    expect(await end(at)).toEqual({ kind: 'no-break' });
    expect(await breaks(at)).toMatchObject([
      { started_at: new Date(started.startedAt), ended_at: new Date(at.now), off: false },
    ]);
  });

  it('started again is the same break', async () => {
    const at = await floor();
    const { startedAt } = await start(at);
    at.pass({ minutes: 3 });
    expect(await start(at)).toEqual({ startedAt, item: null, goesTo: null, again: true });
    expect(await breaks(at)).toHaveLength(1);
  });

  it('is never refused, not even outside a shift', async () => {
    const at = await floor({ shift: null });
    await start(at);
    expect(await breaks(at)).toMatchObject([{ off: true }]);
  });

  it('ended in the moment in which it started lasts for a millisecond', async () => {
    const at = await floor();
    await start(at);
    expect(await end(at)).toMatchObject({ kind: 'ended' });
    expect(await start(at)).toMatchObject({ again: false });
  });
});

describe('a break that is due', () => {
  it('is noted once, and becomes the one that is taken', async () => {
    const at = await floor(tired);
    expect(await markBreaksDue(at.db, NOW)).toEqual({ due: 1, taken: 0 });
    expect(await markBreaksDue(at.db, NOW + MINUTE)).toEqual({ due: 0, taken: 0 });
    at.pass({ minutes: 2 });
    const { startedAt } = await start(at);
    expect(await breaks(at)).toMatchObject([
      { due_at: new Date(NOW), started_at: new Date(startedAt) },
    ]);
    at.pass({ minutes: 11 });
    await end(at);
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
  });

  it('is taken by resting, too, without anybody saying so', async () => {
    const at = await floor(tired);
    await markBreaksDue(at.db, NOW);
    at.pass({ minutes: 10 });
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 1 });
    expect(await breaks(at)).toMatchObject([
      { started_at: new Date(NOW), ended_at: new Date(NOW + 10 * MINUTE), missed: false },
    ]);
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
  });

  it('is not noted for who has work left, is away or not on shift', async () => {
    const at = await desk({
      reviewers: {
        fresh: {},
        rested: { saw: [[61, 50, 1]] },
        off: { saw: [[50, 50, 1]], shift: null },
      },
    });
    expect(await markBreaksDue(at.db, NOW)).toEqual({ due: 0, taken: 0 });
  });

  it('and not taken when the shift closes is missed', async () => {
    const at = await floor(tired);
    await markBreaksDue(at.db, NOW);
    at.now = NOW + HOUR;
    expect(await openAndCloseShifts(at.db, at.now)).toMatchObject({ closed: 1 });
    expect(await breaks(at)).toMatchObject([{ started_at: null, missed: true }]);
    expect(await openAndCloseShifts(at.db, at.now)).toEqual({ opened: 0, closed: 0 });
    await start(at);
    expect(await breaks(at)).toHaveLength(2);
  });
});

describe('a break that is put off', () => {
  const missedBy = (at: Desk) => at.ask('select missed, missed_by from breaks order by id');

  it('stays due, and only when is noted, the first time', async () => {
    const at = await floor(tired);
    await markBreaksDue(at.db, NOW);
    at.pass({ minutes: 1 });
    const deferred = await defer(at);
    expect(deferred).toEqual({ kind: 'deferred', dueAt: NOW, deferredAt: at.now });
    at.pass({ minutes: 1 });
    expect(await defer(at)).toEqual(deferred);
    expect(await claimNext(at.db, at.reviewer('ada'))).toMatchObject({ kind: 'not-eligible' });
    expect(await start(at)).toMatchObject({ again: false });
    expect(await breaks(at)).toHaveLength(1);
    expect(await defer(at)).toEqual({ kind: 'no-break-due' });
  });

  it('and missed was theirs to put off', async () => {
    const at = await floor(tired);
    await markBreaksDue(at.db, NOW);
    at.pass({ minutes: 1 });
    await defer(at);
    at.now = NOW + HOUR;
    await openAndCloseShifts(at.db, at.now);
    expect(await missedBy(at)).toEqual([{ missed: true, missed_by: 'reviewer' }]);
  });

  it.each([
    ['plan', null],
    ['operations', 5],
    // Of the next shift, or of none.
    ['plan', 61],
  ])(
    'or not, and missed, was missed by the %s when work was given after %s min',
    async (by, after) => {
      const at = await floor(tired);
      await markBreaksDue(at.db, NOW);
      if (after !== null) await givenAfter(at, after);
      at.now = NOW + HOUR;
      await openAndCloseShifts(at.db, at.now);
      expect(await missedBy(at)).toEqual([{ missed: true, missed_by: by }]);
      expect((await myDay(at.db, at.reviewer('ada'))).missed).toEqual([
        { kind: 'wellbeing', dueAt: NOW, missedBy: by },
      ]);
    },
  );
});

describe('closing a shift', () => {
  it('ends the break that was being taken, with the shift', async () => {
    const at = await floor({ shift: [-2, 1] });
    at.now = NOW + 55 * MINUTE;
    const { startedAt } = await start(at);
    at.now = NOW + 2 * HOUR;
    await openAndCloseShifts(at.db, at.now);
    expect(await breaks(at)).toMatchObject([
      { started_at: new Date(startedAt), ended_at: new Date(NOW + HOUR) },
    ]);
  });

  it('late leaves alone the break of the shift after it', async () => {
    const at = await floor({ shift: [-9, -1] });
    await at.ask(
      `insert into shifts (reviewer_id, site_id, starts_at, ends_at) values ($1, $2, $3, $4)`,
      [
        at.reviewer('ada'),
        at.site('Reykjavik'),
        new Date(NOW - HOUR / 2),
        new Date(NOW + 5 * HOUR),
      ],
    );
    await at.ask('update ledgers set version = version + 1');
    await start(at);
    at.pass({ minutes: 5 });
    await openAndCloseShifts(at.db, at.now);
    expect(await breaks(at)).toMatchObject([{ ended_at: null }]);
    expect(await end(at)).toMatchObject({ kind: 'ended', endedAt: expect.any(Number) });
  });
});
