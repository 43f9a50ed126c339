import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import { availability } from '../../src/services/availability.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { Invalid } from '../../src/services/errors.ts';
import { myDay } from '../../src/services/my-day.ts';
import { openProtectedHours, setProtectedHour } from '../../src/services/protected-hours.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { transaction } from '../../src/store/rows.ts';
import { addShifts } from '../../src/store/shifts.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const DAY = 24 * HOUR;

/** A Wednesday; ada works from 08:00 to 16:00 and sees severe content, bo does not. */
const floor = () =>
  desk({
    reviewers: { ada: { consents: ['GRAPHIC_VIOLENCE'] }, bo: { consents: ['ADULT_SEXUAL'] } },
    queues: { spam: ['LOW_HARM', 0] },
    items: { one: 'spam', two: 'spam' },
  });

async function works(at: Desk, start: Instant, hours = 8): Promise<void> {
  const shift = { reviewer: at.reviewer('ada'), site: at.site('Reykjavik') };
  await transaction(at.db, (tx) =>
    addShifts(tx, [{ ...shift, start, end: start + hours * HOUR }], at.now),
  );
}

async function hours(at: Desk): Promise<readonly string[]> {
  const rows = await at.ask(
    'select reviewer_id, starts_at, ends_at from blocks order by starts_at',
  );
  return rows.map((row) => {
    expect(row['reviewer_id']).toBe(at.reviewer('ada'));
    const [start, end] = [row['starts_at'], row['ends_at']];
    if (!(start instanceof Date && end instanceof Date)) throw new Error('no span');
    expect(end.getTime() - start.getTime()).toBe(HOUR);
    return start.toISOString().slice(0, 16);
  });
}

describe('the job that opens protected hours', () => {
  it('opens one a week within the shifts, for whoever sees severe content, once', async () => {
    const at = await floor();
    await works(at, NOW + 5 * DAY - 2 * HOUR);
    await works(at, NOW + 6 * DAY - 2 * HOUR);
    expect(await openProtectedHours(at.db, at.now)).toBe(2);
    expect(await openProtectedHours(at.db, at.now)).toBe(0);
    expect(await hours(at)).toEqual(['2026-06-10T11:30', '2026-06-15T11:30']);
  });

  it('opens what was not there when the rota was not, and goes on week by week', async () => {
    const at = await floor();
    expect(await openProtectedHours(at.db, at.now)).toBe(1);
    await works(at, NOW + 5 * DAY);
    expect(await openProtectedHours(at.db, at.now)).toBe(1);
    await works(at, NOW + 12 * DAY);
    expect(await openProtectedHours(at.db, at.now)).toBe(0);
    at.now += 5 * DAY;
    expect(await openProtectedHours(at.db, at.now)).toBe(1);
    expect(await hours(at)).toHaveLength(3);
  });

  it('opens none for whoever no longer agrees to see any', async () => {
    const at = await floor();
    const no = { category: 'GRAPHIC_VIOLENCE', granted: false, statement: null } as const;
    await setConsent(at.db, at.reviewer('ada'), no);
    expect(await openProtectedHours(at.db, at.now)).toBe(0);
  });
});

describe('a protected hour', () => {
  it('ends what is held as it begins, and nothing is handed out in it', async () => {
    const at = await floor();
    await openProtectedHours(at.db, at.now);
    at.pass({ minutes: 85 });
    const held = await at.take('ada');
    expect(held.limitAt).toBe(NOW + 90 * MINUTE);
    at.pass({ minutes: 10 });
    expect((await claimNext(at.db, at.reviewer('ada'))).kind).toBe('not-eligible');
    at.pass({ minutes: 55 });
    expect((await claimNext(at.db, at.reviewer('ada'))).kind).toBe('assigned');
  });

  it('is no break that is due, and a lead is told neither that it is nor when it ends', async () => {
    const at = await floor();
    await openProtectedHours(at.db, at.now);
    at.pass({ minutes: 110 });
    expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 0, taken: 0 });
    expect(await availability(at.db, at.reviewer('ada'), at.item('one'))).toEqual({
      eligible: false,
      returnsAt: null,
    });
  });

  it('is shown to the person, and is not the break that comes next', async () => {
    const at = await floor();
    await openProtectedHours(at.db, at.now);
    at.pass({ minutes: 60 });
    const day = await myDay(at.db, at.reviewer('ada'));
    expect(day.protectedHour).toMatchObject({ start: NOW + 90 * MINUTE, kind: 'protected' });
    expect(day.nextBreaks).toEqual([]);
    expect(day.agreedCategories).toEqual(['GRAPHIC_VIOLENCE']);
    at.pass({ minutes: 60 });
    expect((await myDay(at.db, at.reviewer('ada'))).protectedHour).not.toBeNull();
    at.pass({ minutes: 30 });
    expect((await myDay(at.db, at.reviewer('ada'))).protectedHour).toBeNull();
  });
});

describe('the hour that somebody wants', () => {
  const wants = (at: Desk, weekday: number, time: string) =>
    setProtectedHour(at.db, at.reviewer('ada'), { weekday, time });

  it('moves what has not begun, and counts in the weeks to come', async () => {
    const at = await floor();
    await openProtectedHours(at.db, at.now);
    const { next } = await wants(at, 3, '14:15');
    expect(next?.start).toBe(NOW + 4 * HOUR + 15 * MINUTE);
    await works(at, NOW + 7 * DAY - 2 * HOUR);
    await openProtectedHours(at.db, at.now);
    expect(await hours(at)).toEqual(['2026-06-10T14:15', '2026-06-17T14:15']);
    await setProtectedHour(at.db, at.reviewer('ada'), null);
    expect(await hours(at)).toEqual(['2026-06-10T11:30', '2026-06-17T11:30']);
  });

  it('leaves the one that has begun, and gives no second in its week', async () => {
    const at = await floor();
    await openProtectedHours(at.db, at.now);
    at.pass({ minutes: 100 });
    expect(await wants(at, 3, '14:15')).toEqual({ next: null });
    expect(await hours(at)).toEqual(['2026-06-10T11:30']);
  });

  it('is kept, and nothing opened, for whoever sees nothing severe', async () => {
    const at = await floor();
    const wanted = { weekday: 3, time: '14:15' };
    expect(await setProtectedHour(at.db, at.reviewer('bo'), wanted)).toEqual({ next: null });
    expect(await hours(at)).toEqual([]);
  });

  it.each([
    [0, '09:00'],
    [8, '09:00'],
    [1.5, '09:00'],
    [1, '24:00'],
    [1, '9:00'],
    [1, ''],
  ])('is refused as weekday %d at "%s"', async (weekday, time) => {
    const at = await floor();
    await expect(wants(at, weekday, time)).rejects.toThrow(Invalid);
    expect(await at.ask('select 1 from protected_hours')).toEqual([]);
  });
});
