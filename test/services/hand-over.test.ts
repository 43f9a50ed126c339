import { afterAll, describe, expect, it } from 'vitest';
import { OVERLAP, RELIEF_AHEAD } from '../../src/domain/hand-over.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { startBreak } from '../../src/services/breaks.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { markCoverageGaps } from '../../src/services/coverage-gaps.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { heartbeat, openItem } from '../../src/services/heartbeat.ts';
import { myDay } from '../../src/services/my-day.ts';
import { relieveWatchers } from '../../src/services/relieve-watchers.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { heldTwice } from '../../src/store/proofs.ts';
import { assigned, closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

/** A stream of four hours that ada watches for the 50 minutes that she may in one piece. */
async function watched(more: Record<string, Person> = { bo: {} }) {
  const at = await desk({
    reviewers: { ada: {}, ...more },
    queues: { streams: ['DANGEROUS_ACTS', 1], acts: ['DANGEROUS_ACTS', 1] },
    items: { stream: ['streams', { media: 'live', expectedSeconds: 4 * 3600 }] },
  });
  const { assignment } = await at.take('ada');
  return { at, ada: at.reviewer('ada'), bo: at.reviewer('bo'), assignment };
}

/** Lets time pass, with a heartbeat of each a minute. */
async function watch(at: Desk, minutes: number, who: Record<number, bigint>) {
  for (let i = 0; i < minutes; i++) {
    at.pass({ minutes: 1 });
    for (const [reviewer, assignment] of Object.entries(who))
      await heartbeat(at.db, Number(reviewer), assignment);
  }
}

/** As `watched`, ten minutes before ada must leave, with bo as her relief. */
async function relieving(more: Record<string, Person> = { bo: {} }) {
  const { at, ada, bo, assignment } = await watched(more);
  await watch(at, 41, { [ada]: assignment });
  const relief = assigned(await claimNext(at.db, bo)).held.assignment;
  return { at, ada, bo, assignment, relief };
}

const assignments = (at: Desk) =>
  at.ask(`select reviewer_id as who, role, outcome, took_over_at as "tookOver" from assignments
    order by id`);
const item = async (at: Desk) =>
  (await at.ask('select state, due_at as due, escalated_at as escalated from items'))[0];
const review = { decision: 'ended', severity: null, categories: null };

describe('a stream whose watcher must leave', () => {
  it('is offered to nobody else while there is time', async () => {
    const { at, ada, bo, assignment } = await watched();
    await watch(at, 39, { [ada]: assignment });
    expect((await claimNext(at.db, bo)).kind).toBe('nothing-waiting');
  });

  it('is given to the next who asks in good time, and before what waits', async () => {
    const { at, ada, bo, assignment } = await watched();
    await at.ask(
      `insert into items (external_id, queue_id, media, categories, expected_seconds,
      arrived_at, due_at, state) select 'late', id, 'text', '{DANGEROUS_ACTS}', 60, $1, $1, 'waiting'
      from queues where key = 'acts'`,
      [new Date(NOW)],
    );
    await watch(at, 41, { [ada]: assignment });
    const relief = assigned(await claimNext(at.db, bo));
    expect(relief.item.externalId).toBe('stream');
    expect(await assignments(at)).toMatchObject([
      { who: ada, role: 'watcher', outcome: null },
      { who: bo, role: 'relief', outcome: null, tookOver: null },
    ]);
    expect(RELIEF_AHEAD).toBe(10 * MINUTE);
  });

  it('has one relief, however many replicas are asked at the same moment', async () => {
    const names = ['bo', 'cy', 'di', 'ed', 'fi', 'gil'];
    const { at, ada, assignment } = await watched(Object.fromEntries(names.map((n) => [n, {}])));
    await watch(at, 41, { [ada]: assignment });
    const others = await Promise.all(names.map(() => openDb(at.url, { clock: () => at.now })));
    const claims = await Promise.all(
      names.map((name, i) => claimNext(others[i] ?? at.db, at.reviewer(name))),
    );
    await Promise.all(others.map(closeDb));
    expect(claims.filter(({ kind }) => kind === 'assigned')).toHaveLength(1);
  });

  it('has one relief, who is offered nothing else', async () => {
    const { at, bo, relief } = await relieving({ bo: {}, cy: {} });
    expect((await claimNext(at.db, at.reviewer('cy'))).kind).toBe('nothing-waiting');
    expect(assigned(await claimNext(at.db, bo))).toMatchObject({
      held: { assignment: relief },
      resumed: true,
    });
  });

  it('is handed over when both have watched for a minute, which counts for both', async () => {
    const { at, ada, bo, assignment, relief } = await relieving();
    await openItem(at.db, bo, relief);
    at.now += OVERLAP - SECOND;
    expect((await heartbeat(at.db, ada, assignment)).kind).toBe('extended');
    at.pass({ seconds: 2 });
    const said = await heartbeat(at.db, ada, assignment);
    expect(said).toEqual({ kind: 'relieved' });
    expect(await assignments(at)).toMatchObject([
      { who: ada, role: 'watcher', outcome: 'relieved' },
      { who: bo, role: 'watcher', outcome: null, tookOver: new Date(at.now) },
    ]);
    expect(await item(at)).toMatchObject({ state: 'held', escalated: null });
    at.pass({ minutes: 1 });
    const done = await completeReview(at.db, bo, { assignment: relief, ...review });
    expect(done.kind).toBe('completed');
    const seen = await at.ask(`select reviewer_id as who,
      extract(epoch from sum(ended_at - started_at))::int as seconds from exposures group by 1 order by 1`);
    expect(seen).toEqual([
      { who: ada, seconds: 41 * 60 + 61 },
      { who: bo, seconds: 61 + 60 },
    ]);
    expect(await heldTwice(at.db.pool)).toBe(0);
  });

  it('is handed over by the heartbeat of the relief, or by itself', async () => {
    const one = await relieving();
    await openItem(one.at.db, one.bo, one.relief);
    one.at.pass({ seconds: 61 });
    expect((await heartbeat(one.at.db, one.bo, one.relief)).kind).toBe('extended');
    expect(await assignments(one.at)).toMatchObject([{ outcome: 'relieved' }, { role: 'watcher' }]);
    const other = await relieving();
    await openItem(other.at.db, other.bo, other.relief);
    other.at.pass({ seconds: 59 });
    expect(await relieveWatchers(other.at.db, other.at.now)).toBe(0);
    other.at.pass({ seconds: 2 });
    expect(await relieveWatchers(other.at.db, other.at.now)).toBe(1);
    expect(await relieveWatchers(other.at.db, other.at.now)).toBe(0);
    expect(await assignments(other.at)).toMatchObject([
      { outcome: 'relieved' },
      { role: 'watcher' },
    ]);
  });

  it('is handed over from somebody who says nothing: no rest, and no more seen than they showed', async () => {
    const { at, ada, bo, assignment, relief } = await relieving();
    const last = at.now;
    await openItem(at.db, bo, relief);
    at.pass({ seconds: 90 });
    await heartbeat(at.db, bo, relief);
    expect(await assignments(at)).toMatchObject([{ outcome: 'relieved' }, { role: 'watcher' }]);
    const [seen] = await at.ask('select ended_at as until from exposures');
    expect(seen).toEqual({ until: new Date(last + MINUTE) });
    expect(await at.ask('select reviewer_id as who, ended_at as until from silences')).toEqual([
      { who: ada, until: null },
    ]);
    expect(await heartbeat(at.db, ada, assignment)).toEqual({ kind: 'relieved' });
    expect(await at.ask('select ended_at is null as open from silences')).toEqual([
      { open: false },
    ]);
  });

  it('is not handed over to who never showed that they watch', async () => {
    const { at, ada, assignment } = await relieving();
    at.pass({ minutes: 2 });
    expect((await heartbeat(at.db, ada, assignment)).kind).toBe('extended');
  });

  it('is looked after early for a break that is due, unless they put it off', async () => {
    const { at, ada, bo } = await watched();
    await at.ask(`insert into breaks (reviewer_id, kind, due_at) values ($1, 'wellbeing', $2)`, [
      ada,
      new Date(NOW + 5 * MINUTE),
    ]);
    await at.ask('update breaks set deferred_at = $1', [new Date(NOW)]);
    expect((await claimNext(at.db, bo)).kind).toBe('nothing-waiting');
    await at.ask('update breaks set deferred_at = null');
    expect(assigned(await claimNext(at.db, bo)).item.externalId).toBe('stream');
  });

  it('may be relieved again and again', async () => {
    const { at, ada, bo, relief } = await relieving({ bo: {}, cy: {} });
    await openItem(at.db, bo, relief);
    await watch(at, 41, { [bo]: relief });
    const next = assigned(await claimNext(at.db, at.reviewer('cy'))).held.assignment;
    await openItem(at.db, at.reviewer('cy'), next);
    await watch(at, 2, { [bo]: relief, [at.reviewer('cy')]: next });
    expect(await assignments(at)).toMatchObject([
      { who: ada, outcome: 'relieved' },
      { who: bo, outcome: 'relieved' },
      { who: at.reviewer('cy'), role: 'watcher', outcome: null },
    ]);
    expect(await heldTwice(at.db.pool)).toBe(0);
  });
});

describe('a watcher who goes before the hand-over', () => {
  it.each<[string, (at: Desk, ada: number) => Promise<unknown>]>([
    ['by stepping away', (at, ada) => stepAway(at.db, ada)],
    ['for a break', (at, ada) => startBreak(at.db, ada, 'wellbeing')],
  ])('leaves the stream to the relief: %s', async (_, leave) => {
    const { at, ada, bo, relief } = await relieving();
    expect(await leave(at, ada)).toMatchObject({ goesTo: 'relief' });
    expect(await item(at)).toMatchObject({ state: 'held', escalated: null });
    expect(await assignments(at)).toMatchObject([
      { outcome: 'stepped-away' },
      { who: bo, role: 'watcher', outcome: null },
    ]);
    expect((await heartbeat(at.db, bo, relief)).kind).toBe('extended');
    expect(await heldTwice(at.db.pool)).toBe(0);
  });

  it('leaves it to the relief at their limit, and when they vanish', async () => {
    const { at, bo, relief } = await relieving();
    await openItem(at.db, bo, relief);
    at.pass({ minutes: 2, seconds: 30 });
    // Neither has sent anything for so long that only the watcher's lease is over.
    expect(await expireLeases(at.db, at.now)).toBe(0);
    await heartbeat(at.db, bo, relief);
    at.pass({ minutes: 1 });
    await expireLeases(at.db, at.now);
    expect(await assignments(at)).toMatchObject([{ who: expect.any(Number) }, { role: 'watcher' }]);
    expect(await item(at)).toMatchObject({ state: 'held' });
  });

  it('leaves it to the escalation path where there is no relief, and says so', async () => {
    const { at, ada } = await watched({ bo: { takesEscalations: true } });
    at.pass({ minutes: 3 });
    expect(await stepAway(at.db, ada)).toMatchObject({ goesTo: 'escalation', seenSeconds: 180 });
    const left = new Date(at.now);
    expect(await item(at)).toEqual({ state: 'waiting', due: left, escalated: left });
    expect((await myDay(at.db, at.reviewer('bo'))).escalations).toEqual({
      waiting: 1,
      soonestDueAt: at.now,
      streamsToRelieve: 0,
    });
    await at.take('bo');
    expect(await item(at)).toMatchObject({ state: 'held', escalated: null });
    expect((await myDay(at.db, ada)).escalations).toBeNull();
  });
});

describe('a relief', () => {
  it('may go before the hand-over, and another is found', async () => {
    const { at, ada, bo, assignment } = await relieving({ bo: {}, cy: {} });
    at.pass({ seconds: 30 });
    expect(await stepAway(at.db, bo)).toMatchObject({ goesTo: null, seenSeconds: 30 });
    expect(await item(at)).toMatchObject({ state: 'held', escalated: null });
    expect((await heartbeat(at.db, ada, assignment)).kind).toBe('extended');
    expect((await claimNext(at.db, bo)).kind).toBe('nothing-waiting');
    expect(assigned(await claimNext(at.db, at.reviewer('cy'))).item.externalId).toBe('stream');
  });

  it('that refuses the category goes at once, and the watcher watches on', async () => {
    const { at, bo } = await relieving();
    const said = { category: 'DANGEROUS_ACTS', granted: false, statement: null } as const;
    expect(await setConsent(at.db, bo, said)).toMatchObject({
      kind: 'set',
      item: at.item('stream'),
    });
    expect(await item(at)).toMatchObject({ state: 'held' });
  });

  it('that vanishes leaves the stream with its watcher', async () => {
    const { at, ada, assignment } = await relieving();
    for (let i = 0; i < 4; i++) {
      at.pass({ minutes: 1 });
      await heartbeat(at.db, ada, assignment);
    }
    expect(await expireLeases(at.db, at.now)).toBe(1);
    expect(await assignments(at)).toMatchObject([{ outcome: null }, { outcome: 'lapsed' }]);
    expect(await item(at)).toMatchObject({ state: 'held', escalated: null });
  });

  it('is told when the watcher decides the stream, and what they saw counts', async () => {
    const { at, ada, bo, assignment, relief } = await relieving();
    await openItem(at.db, bo, relief);
    at.pass({ seconds: 20 });
    expect((await completeReview(at.db, ada, { assignment, ...review })).kind).toBe('completed');
    at.pass({ seconds: 10 });
    expect(await heartbeat(at.db, bo, relief)).toEqual({ kind: 'withdrawn' });
    expect(await assignments(at)).toMatchObject([
      { outcome: 'completed' },
      { outcome: 'withdrawn' },
    ]);
    expect(await completeReview(at.db, bo, { assignment: relief, ...review })).toEqual({
      kind: 'lapsed',
      seenSeconds: expect.closeTo(30, 1),
    });
    expect((await claimNext(at.db, bo)).kind).toBe('nothing-waiting');
  });

  it('may decide it, once: the watcher comes too late', async () => {
    const { at, ada, bo, assignment, relief } = await relieving();
    expect((await completeReview(at.db, bo, { assignment: relief, ...review })).kind).toBe(
      'completed',
    );
    const late = { ...review, decision: 'another' };
    expect(await completeReview(at.db, ada, { assignment, ...late })).toMatchObject({
      kind: 'lapsed',
      seenSeconds: expect.closeTo(41 * 60, 1),
    });
    expect(await at.ask('select state, decision from items')).toEqual([
      { state: 'done', decision: 'ended' },
    ]);
  });

  it('is not asked for where one stands by: nothing is raised', async () => {
    const gaps = (at: Desk) => at.db.prisma.coverageGap.count({ where: { endedAt: null } });
    const { at } = await relieving();
    await markCoverageGaps(at.db, at.now);
    expect(await gaps(at)).toBe(0);
    await stepAway(at.db, at.reviewer('bo'));
    await markCoverageGaps(at.db, at.now);
    expect(await gaps(at)).toBe(1);
  });
});
