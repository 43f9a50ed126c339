import { afterAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { startBreak } from '../../src/services/breaks.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: {}, off: { shift: null } },
    queues: { acts: ['DANGEROUS_ACTS', 1] },
    items: { one: 'acts' },
  });
const away = (at: Desk, name = 'ada') => stepAway(at.db, at.reviewer(name));
const nothing = { item: null, seenSeconds: 0, goesTo: null };

describe('stepping away', () => {
  it('sends the item back at once and counts the seconds', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 42 });
    const seenSeconds = (at.now - held.decidedAt) / SECOND;
    expect(await away(at)).toEqual({ item: held.item, seenSeconds, goesTo: 'queue' });
    expect(await at.ask(`select state from items`)).toEqual([{ state: 'waiting' }]);
    const [row] = await at.ask(
      `select ended_at - started_at = $1 * interval '1 second' as all_of_it
      from exposures`,
      [seenSeconds],
    );
    expect(row).toEqual({ all_of_it: true });
    expect(await at.ask('select outcome from assignments')).toEqual([{ outcome: 'stepped-away' }]);
  });

  it('starts time away: after ten minutes of it a whole run is free again', async () => {
    const at = await desk({
      reviewers: { ada: { saw: [[45, 45, 1]] } },
      queues: { acts: ['DANGEROUS_ACTS', 1] },
      items: { one: 'acts', two: 'acts' },
    });
    await at.take('ada');
    at.pass({ minutes: 1 });
    await away(at);
    at.pass({ minutes: 10, seconds: 1 });
    const next = await at.take('ada');
    expect(next.limitAt - next.decidedAt).toBe(50 * MINUTE);
  });

  it('works with nothing in hand, without a shift, on a break and twice', async () => {
    const at = await floor();
    expect(await away(at)).toEqual(nothing);
    expect(await away(at, 'off')).toEqual(nothing);
    await startBreak(at.db, at.reviewer('ada'), 'wellbeing');
    expect(await away(at)).toEqual(nothing);
    expect(await away(at)).toEqual(nothing);
  });

  it('works when the lease has just run out, noticed or not', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.now = held.leaseUntil;
    expect(await away(at)).toMatchObject({ item: held.item });
    const other = await desk({
      reviewers: { ada: {} },
      queues: { acts: ['DANGEROUS_ACTS', 1] },
      items: { one: 'acts' },
    });
    const lapsed = await other.take('ada');
    other.now = lapsed.leaseUntil;
    await expireLeases(other.db, other.now);
    expect(await away(other)).toEqual(nothing);
    expect(await other.ask('select 1 from silences where ended_at is null')).toEqual([]);
  });

  it('works whatever the policy has become', async () => {
    const at = await floor();
    const held = await at.take('ada');
    await changePolicy(at.db, {
      rule: 'continuous-exposure',
      level: 'hard',
      scope: { kind: 'organisation' },
      params: { limitMinutes: 0, awayMinutes: 1_000_000 },
      from: null,
    });
    at.pass({ seconds: 10 });
    expect(await away(at)).toMatchObject({ item: held.item });
  });
});
