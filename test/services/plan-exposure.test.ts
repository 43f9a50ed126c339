import { afterAll, describe, expect, it } from 'vitest';
import type { NewPlan } from '../../src/domain/planned-exposure.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { AlreadyDecided, Invalid, NotFound } from '../../src/services/errors.ts';
import { heartbeat } from '../../src/services/heartbeat.ts';
import { cancelPlan, planExposure, settlePlan } from '../../src/services/plan-exposure.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

const floor = (ada: Person = {}) =>
  desk({ reviewers: { ada }, queues: { hate: ['HATE_INCITEMENT', 3] }, items: { one: 'hate' } });

/** 30 minutes of S3 in an hour, unless told otherwise. */
const plan = (at: Desk, more: Partial<NewPlan> = {}) =>
  planExposure(
    at.db,
    at.reviewer('ada'),
    {
      key: 'one',
      plannedFor: 'project',
      severity: 3,
      categories: ['HATE_INCITEMENT'],
      start: NOW + HOUR,
      end: NOW + HOUR + 30 * MINUTE,
      ...more,
    },
    'ida',
  );
const planId = async (at: Desk, more: Partial<NewPlan> = {}): Promise<bigint> => {
  const planned = await plan(at, more);
  if (planned.kind !== 'planned') throw new Error('it was refused');
  return planned.plan;
};
const claim = async (at: Desk) => (await claimNext(at.db, at.reviewer('ada'))).kind;
/** 225 minutes seen today, of 240: room for an item of two minutes, and not for 30 beside. */
const NEARLY_FULL: Person = {
  saw: [
    [8 * 60, 50, 3],
    [420, 50, 3],
    [360, 50, 3],
    [300, 50, 3],
    [240, 10, 3],
  ],
};

describe('exposure that is planned beside the queues', () => {
  it('is planned once, however often it is sent', async () => {
    const at = await floor();
    const first = await plan(at);
    expect(first).toMatchObject({ kind: 'planned', again: false });
    expect(await plan(at)).toEqual({ ...first, again: true });
    await expect(plan(at, { severity: 2 })).rejects.toThrow(
      new Invalid('key', 'that key names another plan'),
    );
    expect(await at.ask('select for_work, planned_by, outcome from planned_exposures')).toEqual([
      { for_work: 'project', planned_by: 'ida', outcome: null },
    ]);
  });

  it('is refused by the rules that would refuse an item', async () => {
    const at = await floor({ saw: [[300, 240, 3]] });
    const refused = await plan(at);
    expect(refused).toMatchObject({ kind: 'refused' });
    expect(refused.kind === 'refused' && refused.objections.map(({ rule }) => rule)).toContain(
      'graphic-minutes-per-day',
    );
    expect(await plan(at, { severity: 5, categories: ['CSAM'], key: 'two' })).toMatchObject({
      kind: 'refused',
    });
    expect(await at.ask('select 1 from planned_exposures')).toEqual([]);
  });

  it('holds its place, so that it and an item never both fit into the same room', async () => {
    const at = await floor(NEARLY_FULL);
    const id = await planId(at, { end: NOW + HOUR + 30 * MINUTE });
    expect(await claim(at)).toBe('not-eligible');
    await cancelPlan(at.db, at.reviewer('ada'), id);
    expect(await claim(at)).toBe('assigned');
  });

  it('and two plans never do', async () => {
    const at = await floor(NEARLY_FULL);
    await planId(at);
    const second = { key: 'two', start: NOW + 3 * HOUR, end: NOW + 3 * HOUR + 20 * MINUTE };
    expect(await plan(at, second)).toMatchObject({ kind: 'refused' });
  });

  it('and two plans of two replicas in the same moment never do', async () => {
    const at = await floor(NEARLY_FULL);
    const other = await openDb(at.url, { clock: () => at.now });
    const wanted = (i: number): NewPlan => ({
      key: `${i}`,
      plannedFor: 'training',
      severity: 3,
      categories: ['HATE_INCITEMENT'],
      start: NOW + (i + 1) * HOUR,
      end: NOW + (i + 1) * HOUR + 20 * MINUTE,
    });
    const both = await Promise.all(
      [at.db, other].map((db, i) => planExposure(db, at.reviewer('ada'), wanted(i), 'ida')),
    );
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['planned', 'refused']);
    // What one ends is free for the other at once.
    const [first] = both.flatMap((one) => (one.kind === 'planned' ? [one.plan] : []));
    await cancelPlan(other, at.reviewer('ada'), first ?? 0n);
    const again = await planExposure(at.db, at.reviewer('ada'), wanted(2), 'ida');
    expect(again.kind).toBe('planned');
    await closeDb(other);
  });

  it('shortens the lease of what is in hand, where it leaves less room', async () => {
    const at = await floor(NEARLY_FULL);
    const held = await at.take('ada');
    await planId(at, { end: NOW + HOUR + 29 * MINUTE });
    at.pass({ minutes: 1 });
    const beaten = await heartbeat(at.db, at.reviewer('ada'), held.assignment);
    expect(beaten.kind === 'extended' ? beaten.leaseUntil : 0).toBeLessThan(held.leaseUntil);
  });

  it('counts until it is said what became of it, after its end too', async () => {
    const at = await floor(NEARLY_FULL);
    await planId(at);
    at.pass({ minutes: 110 });
    expect(await claim(at)).toBe('not-eligible');
  });

  it('is settled with what was really seen, once', async () => {
    const at = await floor();
    const id = await planId(at);
    at.pass({ minutes: 100 });
    const seen = { start: NOW + HOUR, end: NOW + HOUR + 10 * MINUTE, severity: 4 } as const;
    const said = { ...seen, categories: ['HATE_INCITEMENT'] as const };
    await settlePlan(at.db, at.reviewer('ada'), id, said);
    expect(
      await at.ask(`select severity, origin, extract(epoch from ended_at - started_at)::int as seconds
        from exposures`),
    ).toEqual([{ severity: 4, origin: 'project', seconds: 600 }]);
    expect(await at.ask('select outcome from planned_exposures')).toEqual([{ outcome: 'seen' }]);
    await expect(settlePlan(at.db, at.reviewer('ada'), id, said)).rejects.toThrow(AlreadyDecided);
    await expect(cancelPlan(at.db, at.reviewer('ada'), id)).rejects.toThrow(AlreadyDecided);
  });

  it('is nobody else’s to end', async () => {
    const at = await desk({ reviewers: { ada: {}, bo: {} } });
    const id = await planId(at);
    await expect(cancelPlan(at.db, at.reviewer('bo'), id)).rejects.toThrow(NotFound);
  });

  it.each<[string, Partial<NewPlan>]>([
    ['key', { key: '' }],
    ['key', { key: 'x'.repeat(201) }],
    ['categories', { categories: [] }],
    ['end', { end: NOW + HOUR }],
    ['end', { end: NOW + 26 * HOUR }],
    ['start', { start: NOW - MINUTE }],
    ['start', { start: NOW + 25 * HOUR, end: NOW + 26 * HOUR }],
  ])('that cannot be says where: %s %j', async (field, more) => {
    const at = await floor();
    await expect(plan(at, more)).rejects.toMatchObject({ field });
  });
});
