import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { heartbeat, openItem } from '../../src/services/heartbeat.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import type { Person } from '../support/world.ts';

afterAll(closeDesk);

const floor = (ada: Person = {}) =>
  desk({
    reviewers: { ada, bo: {} },
    queues: { spam: ['LOW_HARM', 0] },
    items: { one: 'spam', two: 'spam' },
  });
const beat = (at: Desk, assignment: bigint) => heartbeat(at.db, at.reviewer('ada'), assignment);

/** A heartbeat a minute, as a client sends them. */
async function watch(at: Desk, assignment: bigint, minutes: number) {
  for (let i = 0; i < minutes; i++) {
    at.pass({ minutes: 1 });
    const said = await beat(at, assignment);
    if (said.kind !== 'extended') return said;
  }
  return beat(at, assignment);
}

const tighten = (at: Desk, limitMinutes: number, from: number | null = null) =>
  changePolicy(at.db, {
    rule: 'continuous-exposure',
    level: 'hard',
    scope: { kind: 'organisation' },
    params: { limitMinutes },
    from,
  });

describe('a heartbeat', () => {
  it('extends the lease by three minutes from then, and is a new decision', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 100 });
    const said = await beat(at, held.assignment);
    expect(said).toMatchObject({ kind: 'extended', leaseUntil: at.now + 180 * SECOND });
    const [row] = await at.ask('select lease_decided_at, heartbeat_at from assignments');
    expect(row).toEqual({ lease_decided_at: new Date(at.now), heartbeat_at: new Date(at.now) });
  });

  it('warns two minutes before the first limit and never extends the lease beyond it', async () => {
    const at = await floor();
    const held = await at.take('ada');
    expect(await watch(at, held.assignment, 47)).toMatchObject({ warning: false });
    at.pass({ minutes: 1 });
    expect(await beat(at, held.assignment)).toEqual({
      kind: 'extended',
      leaseUntil: held.limitAt,
      limitAt: held.limitAt,
      warning: true,
    });
    at.now = held.limitAt;
    expect(await beat(at, held.assignment)).toEqual({ kind: 'lapsed' });
    expect(await at.ask(`select state from items where state = 'held'`)).toEqual([]);
  });

  it('never extends the lease beyond the end of the shift', async () => {
    const at = await floor({ shift: [-2, 1] });
    at.pass({ minutes: 56 });
    const held = await at.take('ada');
    at.pass({ minutes: 2 });
    expect(await beat(at, held.assignment)).toMatchObject({ warning: true });
    at.pass({ minutes: 2 });
    expect(await beat(at, held.assignment)).toEqual({ kind: 'lapsed' });
  });

  it('after the lease has run out takes the item back', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 180 });
    expect(await beat(at, held.assignment)).toEqual({ kind: 'lapsed' });
    expect(await beat(at, held.assignment)).toEqual({ kind: 'not-held' });
  });

  it('for what somebody else holds, or nobody, is not held', async () => {
    const at = await floor();
    const { assignment } = await at.take('bo');
    expect(await beat(at, assignment)).toEqual({ kind: 'not-held' });
    expect(await beat(at, 999_999n)).toEqual({ kind: 'not-held' });
  });
});

describe('a policy that tightens under a held item', () => {
  it('shortens the lease with a minute of notice, and heartbeats do not renew the notice', async () => {
    const at = await floor();
    const held = await at.take('ada');
    await watch(at, held.assignment, 20);
    await tighten(at, 10);
    at.pass({ seconds: 30 });
    const first = await beat(at, held.assignment);
    expect(first).toMatchObject({ kind: 'extended', leaseUntil: at.now + 60 * SECOND });
    expect(first).toMatchObject({ warning: true });
    at.pass({ seconds: 30 });
    expect(await beat(at, held.assignment)).toMatchObject({ leaseUntil: at.now + 30 * SECOND });
    at.pass({ seconds: 30 });
    expect(await beat(at, held.assignment)).toEqual({ kind: 'lapsed' });
  });

  it('but leaves room lets it be watched until the new limit', async () => {
    const at = await floor();
    const held = await at.take('ada');
    await watch(at, held.assignment, 20);
    await tighten(at, 30);
    await watch(at, held.assignment, 9);
    expect(await beat(at, held.assignment)).toMatchObject({
      leaseUntil: held.decidedAt + 30 * MINUTE,
    });
  });

  it('from a date that was known at the hand-out counts from that date on', async () => {
    const at = await floor();
    await tighten(at, 10, at.now + 20 * MINUTE);
    const held = await at.take('ada');
    expect(held.limitAt).toBe(held.decidedAt + 50 * MINUTE);
    expect(await watch(at, held.assignment, 19)).toMatchObject({ kind: 'extended' });
    at.pass({ minutes: 2 });
    const said = await beat(at, held.assignment);
    expect(said).toMatchObject({ kind: 'extended', leaseUntil: at.now + 60 * SECOND });
  });

  it('and one that loosens does not extend what was handed out under the old', async () => {
    const at = await floor();
    const held = await at.take('ada');
    await tighten(at, 100);
    await watch(at, held.assignment, 48);
    expect(await beat(at, held.assignment)).toMatchObject({ leaseUntil: held.limitAt });
  });
});

describe('a fact that is learnt while an item is held', () => {
  it('shortens the lease at once, to the instant of the limit', async () => {
    const at = await floor();
    const held = await at.take('ada');
    const seen = { start: at.now - 49 * MINUTE, end: at.now, severity: 0, corrects: null } as const;
    const { leaseUntil } = await recordExposure(at.db, at.reviewer('ada'), {
      ...seen,
      origin: 'escalation',
      categories: ['LOW_HARM'],
    });
    expect(leaseUntil).toBe(seen.start + 50 * MINUTE);
    at.pass({ seconds: 30 });
    expect(await beat(at, held.assignment)).toMatchObject({ leaseUntil });
  });
});

describe('openItem', () => {
  const exposures = (at: Desk) => at.ask('select started_at, ended_at from exposures');

  it('moves the start of what is seen from the claim to that moment, once', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 20 });
    expect(await openItem(at.db, at.reviewer('ada'), held.assignment)).toEqual({ kind: 'opened' });
    const opened = at.now;
    at.pass({ seconds: 20 });
    expect(await openItem(at.db, at.reviewer('ada'), held.assignment)).toEqual({ kind: 'opened' });
    at.pass({ minutes: 1 });
    const review = { assignment: held.assignment, decision: 'allow' };
    const none = { severity: null, categories: null };
    await completeReview(at.db, at.reviewer('ada'), { ...review, ...none });
    expect(await exposures(at)).toEqual([
      { started_at: new Date(opened), ended_at: new Date(at.now) },
    ]);
  });

  it('is a sign of life: a minute from then counts when no other follows', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 100 });
    await openItem(at.db, at.reviewer('ada'), held.assignment);
    const opened = at.now;
    at.pass({ minutes: 5 });
    expect(await beat(at, held.assignment)).toEqual({ kind: 'lapsed' });
    expect(await exposures(at)).toEqual([
      { started_at: new Date(opened), ended_at: new Date(opened + MINUTE) },
    ]);
  });

  it('is refused for what is not held or has run out', async () => {
    const at = await floor();
    const { assignment } = await at.take('bo');
    const open = () => openItem(at.db, at.reviewer('ada'), assignment);
    expect(await open()).toEqual({ kind: 'not-held' });
    const own = await at.take('ada');
    at.pass({ minutes: 4 });
    expect(await openItem(at.db, at.reviewer('ada'), own.assignment)).toEqual({ kind: 'lapsed' });
  });
});
