import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { heartbeat } from '../../src/services/heartbeat.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { openAndCloseShifts } from '../../src/services/shifts.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import type { Person } from '../support/world.ts';

afterAll(closeDesk);

const floor = (ada: Person = {}) =>
  desk({
    reviewers: { ada, bo: {} },
    queues: { acts: ['DANGEROUS_ACTS', 1] },
    items: { one: 'acts', two: 'acts' },
  });
const exposures = (at: Desk) =>
  at.ask('select started_at, ended_at, severity from exposures order by started_at, id');
const silences = (at: Desk) => at.ask('select started_at, ended_at from silences');

describe('a lease that has run out', () => {
  it('gives the item back; a minute after the last heartbeat counts, then silence begins', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 90 });
    await heartbeat(at.db, at.reviewer('ada'), held.assignment);
    const last = at.now;
    at.pass({ seconds: 179 });
    expect(await expireLeases(at.db, at.now)).toBe(0);
    at.pass({ seconds: 1 });
    expect(await expireLeases(at.db, at.now)).toBe(1);
    expect(await expireLeases(at.db, at.now)).toBe(0);
    expect(await exposures(at)).toEqual([
      {
        started_at: new Date(held.decidedAt),
        ended_at: new Date(last + 60 * SECOND),
        severity: 1,
      },
    ]);
    expect(await silences(at)).toEqual([
      { started_at: new Date(last + 60 * SECOND), ended_at: null },
    ]);
    expect(await at.ask('select outcome from assignments')).toEqual([{ outcome: 'lapsed' }]);
    expect((await at.take('bo')).item).toBe(held.item);
  });

  it('without any heartbeat counts a minute from the claim', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 10 });
    await expireLeases(at.db, at.now);
    const [row] = await exposures(at);
    expect(row).toMatchObject({ ended_at: new Date(held.decidedAt + MINUTE) });
  });

  it('that a heartbeat has extended meanwhile stays', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 170 });
    await heartbeat(at.db, at.reviewer('ada'), held.assignment);
    expect(await expireLeases(at.db, held.leaseUntil)).toBe(0);
  });

  it('is found by the next claim too, before the job has come by', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 5 });
    const next = await at.take('ada');
    expect(next.assignment).not.toBe(held.assignment);
    expect(await silences(at)).toEqual([
      { started_at: new Date(held.decidedAt + MINUTE), ended_at: new Date(next.decidedAt) },
    ]);
  });
});

describe('the silence after it', () => {
  it('is no rest: a run of work goes on through it', async () => {
    const at = await floor({ saw: [[40, 40, 1]] });
    await at.take('ada');
    at.pass({ minutes: 20 });
    await expireLeases(at.db, at.now);
    // 41 minutes seen, 19 of silence: had it been rest, there would be 50 minutes again.
    expect(await claimNext(at.db, at.reviewer('ada'))).toMatchObject({ kind: 'not-eligible' });
    at.pass({ minutes: 11 });
    expect((await at.take('ada')).leaseUntil).toBeGreaterThan(at.now);
  });

  it('is no exposure: it adds nothing to the day', async () => {
    const at = await floor();
    await at.take('ada');
    at.pass({ minutes: 60 });
    await expireLeases(at.db, at.now);
    const [sum] = await at.ask(
      'select sum(extract(epoch from ended_at - started_at))::int as seconds from exposures',
    );
    expect(sum).toEqual({ seconds: 60 });
  });

  it('does not go on through the night: it ends with the shift', async () => {
    const at = await floor({ shift: [-2, 1] });
    at.pass({ minutes: 55 });
    await at.take('ada');
    at.pass({ minutes: 60 });
    await expireLeases(at.db, at.now);
    await openAndCloseShifts(at.db, at.now);
    const [silence] = await silences(at);
    const [shift] = await at.ask('select ends_at from shifts where reviewer_id = $1', [
      at.reviewer('ada'),
    ]);
    expect(silence?.['ended_at']).toEqual(shift?.['ends_at']);
  });
});

describe('a review completed late', () => {
  const review = (assignment: bigint) => ({
    assignment,
    decision: 'remove',
    severity: null,
    categories: null,
  });

  it('after the lapse is not taken, but what was watched until then counts', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 4 });
    await expireLeases(at.db, at.now);
    at.pass({ minutes: 1 });
    const late = () => completeReview(at.db, at.reviewer('ada'), review(held.assignment));
    const said = await late();
    expect(said).toEqual({ kind: 'lapsed', seenSeconds: (at.now - held.decidedAt) / SECOND });
    expect(await late()).toEqual(said);
    expect(await exposures(at)).toHaveLength(2);
    expect(await at.ask(`select external_id from items where state <> 'waiting'`)).toEqual([]);
  });

  it('after a sign in between counts only until the lapse', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 4 });
    await expireLeases(at.db, at.now);
    await recordExposure(at.db, at.reviewer('ada'), {
      origin: 'project',
      start: at.now - MINUTE,
      end: at.now,
      severity: 0,
      categories: ['LOW_HARM'],
      corrects: null,
    });
    at.pass({ minutes: 1 });
    expect(await completeReview(at.db, at.reviewer('ada'), review(held.assignment))).toEqual({
      kind: 'lapsed',
      seenSeconds: 60,
    });
  });

  it('but before anybody noticed is taken, with all its seconds', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ minutes: 4 });
    expect(await completeReview(at.db, at.reviewer('ada'), review(held.assignment))).toEqual({
      kind: 'completed',
      seenSeconds: (at.now - held.decidedAt) / SECOND,
      again: false,
    });
    expect(await at.ask(`select decision from items where state = 'done'`)).toEqual([
      { decision: 'remove' },
    ]);
  });
});
