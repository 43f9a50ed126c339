import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { heartbeat } from '../../src/services/heartbeat.ts';
import { myDay } from '../../src/services/my-day.ts';
import { recordExposure, type Seen } from '../../src/services/record-exposure.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const DAY = 24 * HOUR;
const floor = () =>
  desk({
    reviewers: { ada: {}, bo: {} },
    queues: { acts: ['DANGEROUS_ACTS', 1] },
    items: { one: 'acts', two: 'acts' },
  });
const seen = (more: Partial<Seen> = {}): Seen => ({
  origin: 'escalation',
  start: NOW - 10 * MINUTE,
  end: NOW,
  severity: 3,
  categories: ['GRAPHIC_VIOLENCE'],
  corrects: null,
  ...more,
});
const record = (at: Desk, more: Partial<Seen> = {}, name = 'ada') =>
  recordExposure(at.db, at.reviewer(name), seen(more));
const rows = (at: Desk) =>
  at.ask('select id, severity, origin, supersedes from exposures order by id');
const partitions = (at: Desk) =>
  at.ask(`select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'exposures'::regclass order by name`);

describe('what was seen outside an assignment', () => {
  it('is kept, however much it is', async () => {
    const at = await floor();
    const { exposure, leaseUntil } = await record(at, { start: NOW - DAY, severity: 5 });
    expect(leaseUntil).toBeNull();
    expect(await rows(at)).toEqual(
      [{ id: exposure, severity: 5, origin: 'escalation', supersedes: null }].map((row) => ({
        ...row,
        id: String(row.id),
      })),
    );
  });

  it('of a month that has no partition yet finds its place', async () => {
    const at = await floor();
    const start = NOW - 25 * DAY;
    await record(at, { start, end: start + MINUTE });
    expect(await rows(at)).toHaveLength(1);
  });

  it.each([
    ['end', 'in the future', { end: NOW + MINUTE }],
    ['end', 'before its start', { start: NOW - MINUTE, end: NOW - 2 * MINUTE }],
    ['end', 'at its start', { start: NOW - MINUTE, end: NOW - MINUTE }],
    ['end', 'more than a day after its start', { start: NOW - DAY - SECOND }],
    ['start', '31 days ago', { start: NOW - 31 * DAY - SECOND, end: NOW - 31 * DAY }],
    ['start', 'in another age', { start: -6e13, end: -6e13 + MINUTE }],
    ['end', 'in a year to come', { start: 4e12, end: 4e12 + MINUTE }],
    ['end', 'at no time', { start: Number.NaN, end: Number.NaN }],
    ['categories', 'of no category', { categories: [] }],
  ] as const)('names the %s when it lies %s, and makes nothing', async (field, _, more) => {
    const at = await floor();
    const before = await partitions(at);
    await expect(record(at, more)).rejects.toMatchObject({ name: 'Invalid', field });
    expect(await rows(at)).toEqual([]);
    expect(await partitions(at)).toEqual(before);
  });
});

describe('a correction', () => {
  it('takes the place of what it corrects, and keeps its origin', async () => {
    const at = await floor();
    const first = await record(at, { origin: 'project' });
    const { exposure } = await record(at, { corrects: first.exposure, severity: 5 });
    expect(await rows(at)).toMatchObject([
      { severity: 3 },
      { id: String(exposure), severity: 5, origin: 'project', supersedes: String(first.exposure) },
    ]);
    const again = await record(at, { corrects: exposure, end: NOW - 9 * MINUTE });
    const { headroom } = await myDay(at.db, at.reviewer('ada'));
    // One minute of S3 is left of ten of S5.
    expect(headroom[5]?.limitedBy).not.toBeNull();
    expect(again.exposure).not.toBe(exposure);
  });

  it('of what was handed out keeps what it was announced with', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { spam: ['LOW_HARM', 1] },
      items: { one: 'spam' },
    });
    const { assignment } = await at.take('ada');
    at.pass({ seconds: 30 });
    const review = { assignment, decision: 'remove', severity: null, categories: null };
    await completeReview(at.db, at.reviewer('ada'), review);
    const [seen] = await at.ask('select id, started_at, ended_at from exposures');
    const { id, started_at: start, ended_at: end } = seen ?? {};
    if (!(start instanceof Date && end instanceof Date)) throw new Error('nothing was seen');
    const span = { start: start.getTime(), end: end.getTime() };
    await record(at, { ...span, corrects: BigInt(String(id)), severity: 4 });
    expect(
      await at.ask('select severity, announced_severity as announced from exposures order by id'),
    ).toEqual([
      { severity: 1, announced: 1 },
      { severity: 4, announced: 1 },
    ]);
  });

  it('of what was corrected before, of nothing, or of somebody else is refused', async () => {
    const at = await floor();
    const first = await record(at);
    await record(at, { corrects: first.exposure });
    const other = await record(at, {}, 'bo');
    for (const corrects of [first.exposure, 999_999n, other.exposure])
      await expect(record(at, { corrects })).rejects.toMatchObject({ field: 'corrects' });
    expect(await rows(at)).toHaveLength(3);
  });

  it('said twice at the same moment is taken once', async () => {
    const at = await floor();
    const first = await record(at);
    const both = await Promise.allSettled(
      [4, 5].map((severity) =>
        record(at, { corrects: first.exposure, severity: severity === 4 ? 4 : 5 }),
      ),
    );
    expect(both.map((b) => b.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await rows(at)).toHaveLength(2);
  });

  it('keeps the start', async () => {
    const at = await floor();
    const { exposure } = await record(at);
    const moved = record(at, { corrects: exposure, start: NOW - 11 * MINUTE });
    await expect(moved).rejects.toMatchObject({ field: 'start' });
  });
});

describe('a held lease', () => {
  it('is shortened to what is left', async () => {
    const at = await floor();
    const held = await at.take('ada');
    const { leaseUntil } = await record(at, { start: NOW - 49 * MINUTE, end: NOW, severity: 0 });
    expect(leaseUntil).toBe(NOW + MINUTE);
    expect(await at.ask('select lease_until, lease_decided_at from assignments')).toEqual([
      { lease_until: new Date(NOW + MINUTE), lease_decided_at: new Date(held.decidedAt) },
    ]);
  });

  it('of which nothing is left ends, with the item back in its queue', async () => {
    const at = await floor();
    const held = await at.take('ada');
    at.pass({ seconds: 30 });
    const { leaseUntil } = await record(at, { start: at.now - HOUR, end: at.now, severity: 0 });
    expect(leaseUntil).toBe(at.now);
    expect(await at.ask('select outcome, ended_at from assignments')).toEqual([
      { outcome: 'lapsed', ended_at: new Date(at.now) },
    ]);
    expect(await heartbeat(at.db, at.reviewer('ada'), held.assignment)).toEqual({
      kind: 'not-held',
    });
    expect((await at.take('bo')).item).toBe(held.item);
  });

  it('that has room is left alone', async () => {
    const at = await floor();
    const held = await at.take('ada');
    const { leaseUntil } = await record(at, { start: NOW - MINUTE });
    expect(leaseUntil).toBe(held.leaseUntil);
  });
});
