import { afterAll, describe, expect, it } from 'vitest';
import type { Severity } from '../../src/domain/category.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { lawOf } from '../../src/laws/index.ts';
import { rulebook } from '../../src/rules/index.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { eligibility } from '../../src/services/eligibility.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { heartbeat } from '../../src/services/heartbeat.ts';
import {
  approveOverride,
  endOverride,
  requestOverride,
  type Wanted,
} from '../../src/services/overrides.ts';
import { readSeat } from '../../src/services/read-seat.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const BREAK = 'continuous-exposure';

/** Ann has gone on for 50 minutes, so that a break is due; so has Bo. */
const floor = (severity: Severity = 0) =>
  desk({
    reviewers: { ann: { saw: [[50, 50, 1]], consents: ['CSAM'] }, bo: { saw: [[50, 50, 1]] } },
    queues: { spam: ['LOW_HARM', severity] },
    items: { one: 'spam', two: 'spam' },
  });
const ask = (at: Desk, more: Partial<Wanted> = {}) =>
  requestOverride(
    at.db,
    {
      reviewer: at.reviewer('ann'),
      rule: BREAK,
      start: null,
      end: at.now + HOUR,
      reason: 'The other site is down.',
      ...more,
    },
    'ida',
  );
const open = async (at: Desk, more: Partial<Wanted> = {}) => {
  const id = await ask(at, more);
  await approveOverride(at.db, id, 'uma');
  return id;
};
const refusedBy = async (at: Desk, name = 'ann') => {
  const { objections } = await eligibility(at.db, at.reviewer(name), at.item('one'));
  return objections.map(({ rule }) => rule);
};

describe('an override', () => {
  it('opens nothing before somebody else approves it', async () => {
    const at = await floor();
    const id = await ask(at);
    expect(await refusedBy(at)).toContain(BREAK);
    await expect(approveOverride(at.db, id, 'ida')).rejects.toMatchObject({
      name: 'SecondPersonNeeded',
    });
    expect((await claimNext(at.db, at.reviewer('ann'))).kind).toBe('not-eligible');
    await approveOverride(at.db, id, 'uma');
    at.pass({ seconds: 1 });
    expect(await refusedBy(at)).toEqual([]);
    expect((await claimNext(at.db, at.reviewer('ann'))).kind).toBe('assigned');
  });

  it('opens its rule for its person and nobody else', async () => {
    const at = await floor();
    await open(at, { rule: 'daily-dose' });
    expect(await refusedBy(at)).toContain(BREAK);
    await open(at);
    at.pass({ seconds: 1 });
    expect(await refusedBy(at)).toEqual([]);
    expect(await refusedBy(at, 'bo')).toContain(BREAK);
  });

  it('ends at its end: what is handed out under it lasts no longer', async () => {
    const at = await floor();
    await open(at, { end: NOW + 20 * MINUTE });
    at.pass({ minutes: 5 });
    const held = await at.take('ann');
    expect(held.limitAt).toBe(NOW + 20 * MINUTE);
  });

  it('does not begin before its start', async () => {
    const at = await floor();
    await open(at, { start: NOW + 2 * MINUTE, end: NOW + 40 * MINUTE });
    expect(await refusedBy(at)).toContain(BREAK);
    at.pass({ minutes: 3 });
    expect(await refusedBy(at)).toEqual([]);
  });

  it('begins with its approval when that comes later than its start', async () => {
    const at = await floor();
    const id = await ask(at);
    at.pass({ minutes: 3 });
    await approveOverride(at.db, id, 'uma');
    const [row] = await at.ask('select starts_at, approved_at from overrides');
    expect(row?.['starts_at']).toEqual(row?.['approved_at']);
  });

  it('never opens anything for S5', async () => {
    const at = await floor(5);
    await open(at);
    expect(await refusedBy(at)).toContain(BREAK);
  });

  it('leaves what the law of the site asks for, in the same rule', async () => {
    const at = await desk({ reviewers: { ann: {} }, laws: { Reykjavik: 'ireland' } });
    await open(at, { rule: 'daily-rest' });
    at.pass({ minutes: 1 });
    const { rules } = await readSeat(at.db, at.reviewer('ann'));
    const hard = rules.filter(({ rule, level }) => rule.id === 'daily-rest' && level === 'hard');
    const byLaw = lawOf('ireland').find(({ rule }) => rule === 'daily-rest');
    expect(hard.map(({ open: until }) => until !== undefined)).toEqual([true, false]);
    expect(hard.at(-1)?.params).toMatchObject(byLaw?.params ?? { none: true });
  });

  it('that is ended is over at once, and takes back what rested on it', async () => {
    const at = await floor();
    const id = await open(at);
    at.pass({ minutes: 1 });
    const held = await at.take('ann');
    at.pass({ minutes: 1 });
    await endOverride(at.db, id, { by: 'ann', reviewer: at.reviewer('ann') });
    const [row] = await at.ask('select outcome from assignments where id = $1', [held.assignment]);
    expect(row).toEqual({ outcome: 'lapsed' });
    expect(await refusedBy(at)).toContain(BREAK);
    await expect(endOverride(at.db, id, { by: 'ida', reviewer: null })).rejects.toMatchObject({
      name: 'AlreadyDecided',
    });
    await auditClosedDays(at.db, NOW + 24 * HOUR);
    const causes = await at.ask('select cause from findings where rule = $1', [BREAK]);
    expect(causes).toEqual([]);
  });

  it('leaves what is in hand when its end has come to go back, and nothing of it is ours', async () => {
    const at = await floor();
    await open(at, { end: NOW + 10 * MINUTE });
    at.pass({ minutes: 1 });
    const { assignment } = await at.take('ann');
    for (let minute = 0; minute < 9; minute++) {
      at.pass({ minutes: 1 });
      await heartbeat(at.db, at.reviewer('ann'), assignment);
    }
    at.pass({ minutes: 1 });
    const [row] = await at.ask('select lease_until from assignments where id = $1', [assignment]);
    expect(row).toEqual({ lease_until: new Date(NOW + 10 * MINUTE) });
    await expireLeases(at.db, at.now);
    await auditClosedDays(at.db, NOW + 24 * HOUR);
    expect(await at.ask(`select 1 from findings where cause = 'handed-out'`)).toEqual([]);
  });

  it('is nothing that another reviewer can end', async () => {
    const at = await floor();
    const id = await open(at);
    await expect(
      endOverride(at.db, id, { by: 'bo', reviewer: at.reviewer('bo') }),
    ).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('that was refused cannot be approved', async () => {
    const at = await floor();
    const id = await ask(at);
    await endOverride(at.db, id, { by: 'uma', reviewer: null });
    await expect(approveOverride(at.db, id, 'uma')).rejects.toMatchObject({
      name: 'AlreadyDecided',
    });
  });

  it('that is over cannot be approved', async () => {
    const at = await floor();
    const id = await ask(at, { end: NOW + MINUTE });
    at.pass({ minutes: 2 });
    await expect(approveOverride(at.db, id, 'uma')).rejects.toMatchObject({
      name: 'AlreadyDecided',
    });
  });

  it('is in the audit log, each step with who took it, and without its reason', async () => {
    const at = await floor();
    const id = await open(at);
    await endOverride(at.db, id, { by: 'ida', reviewer: null });
    const found = await at.ask(
      `select actor, action, detail::text as detail from audit_log where action like '%override' order by id`,
    );
    expect(found.map(({ actor, action }) => `${actor} ${action}`)).toEqual([
      'ida request-override',
      'uma approve-override',
      'ida end-override',
    ]);
    expect(JSON.stringify(found)).not.toContain('site is down');
  });

  it('is told by the audit as time that was overridden: not clean, and no finding', async () => {
    const at = await floor();
    await open(at, { end: NOW + 30 * MINUTE });
    at.pass({ minutes: 1 });
    await at.take('ann');
    for (let minute = 0; minute < 10; minute++) {
      at.pass({ minutes: 1 });
      await heartbeat(at.db, at.reviewer('ann'), (await at.take('ann')).assignment);
    }
    await stepAway(at.db, at.reviewer('ann'));
    await auditClosedDays(at.db, NOW + 24 * HOUR);
    const [day] = await at.ask('select overridden from audited_days where local_date = $1', [
      '2026-06-10',
    ]);
    expect(day).toEqual({ overridden: 1 });
    const findings = await at.ask('select rule from findings where rule = $1', [BREAK]);
    expect(findings).toEqual([]);
  });

  it.each([
    ['rule', 'a rule that is not there', { rule: 'bedtime' }],
    ['reason', 'no reason', { reason: ' ' }],
    ['start', 'a start that is past', { start: NOW - 1 }],
    ['end', 'no time', { start: NOW + HOUR, end: NOW + HOUR }],
    ['end', 'more than a day', { start: NOW + 1, end: NOW + 24 * HOUR + 2 }],
  ])('names its %s when it is asked for with %s', async (field, _, more) => {
    const at = await floor();
    at.now = NOW - 1;
    await expect(ask(at, more)).rejects.toMatchObject({ name: 'Invalid', field });
    expect(await at.ask('select 1 from overrides')).toEqual([]);
  });

  const protectedRules = [
    'category-clearance',
    'category-consent',
    'hazard-statement',
    'protected-time',
    'quiet-time',
    'severe-after-aftermath',
    'severe-at-night',
  ];

  it.each(protectedRules)('cannot be had of %s', async (rule) => {
    const at = await floor();
    await expect(ask(at, { rule })).rejects.toMatchObject({ name: 'Invalid', field: 'rule' });
  });

  it('may be had of every other rule', () => {
    const refused = rulebook.flatMap(({ id, overridable }) => (overridable === false ? [id] : []));
    expect(refused.toSorted()).toEqual(protectedRules);
  });
});
