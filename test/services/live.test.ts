import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { markCoverageGaps } from '../../src/services/coverage-gaps.ts';
import { eligibility } from '../../src/services/eligibility.ts';
import { heartbeat, openItem } from '../../src/services/heartbeat.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { assigned, closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person } from '../support/world.ts';

afterAll(closeDesk);

/** A stream that may go on for four hours, and people with six hours of their shift left. */
const floor = (more: Record<string, Person> = {}) =>
  desk({
    reviewers: { ada: {}, bo: {}, ...more },
    queues: { streams: ['DANGEROUS_ACTS', 1] },
    items: { stream: ['streams', { media: 'live', expectedSeconds: 4 * 3600 }] },
  });

/** Watches on until the service says that it is over; gives when that was. */
async function watch(at: Desk, name: string): Promise<number> {
  const { held } = assigned(await claimNext(at.db, at.reviewer(name)));
  await openItem(at.db, at.reviewer(name), held.assignment);
  for (;;) {
    at.pass({ seconds: 60 });
    const beat = await heartbeat(at.db, at.reviewer(name), held.assignment);
    if (beat.kind !== 'extended') return at.now;
  }
}

describe('a LIVE stream', () => {
  it('goes to whoever may watch it for a while, and for no longer than they may', async () => {
    const at = await floor();
    const { held } = assigned(await claimNext(at.db, at.reviewer('ada')));
    // Fifty minutes in one piece are the most.
    expect(held.limitAt).toBe(NOW + 50 * MINUTE);
    expect(await eligibility(at.db, at.reviewer('bo'), at.item('stream'))).toMatchObject({
      objections: [],
      obstacles: ['item-not-waiting'],
    });
  });

  it('waits at once for the next when one may watch no longer, until it is decided', async () => {
    const at = await floor();
    const over = await watch(at, 'ada');
    expect(over - NOW).toBeLessThanOrEqual(51 * MINUTE);
    const next = assigned(await claimNext(at.db, at.reviewer('bo')));
    expect(next.item.externalId).toBe('stream');
    await openItem(at.db, at.reviewer('bo'), next.held.assignment);
    at.pass({ minutes: 2 });
    const review = { decision: 'ended', severity: null, categories: null };
    const { assignment } = next.held;
    const done = await completeReview(at.db, at.reviewer('bo'), { assignment, ...review });
    expect(done).toMatchObject({ kind: 'completed', seenSeconds: expect.closeTo(120, 1) });
    const minutes = await at.ask(
      `select reviewer_id as who, round(sum(extract(epoch from ended_at - started_at)) / 60)::int as n
        from exposures group by 1 order by 1`,
    );
    expect(minutes).toEqual([
      { who: at.reviewer('ada'), n: 50 },
      { who: at.reviewer('bo'), n: 2 },
    ]);
    expect(await at.ask('select state from items')).toEqual([{ state: 'done' }]);
  });

  it('may be left at once, and waits for somebody else', async () => {
    const at = await floor();
    await at.take('ada');
    at.pass({ minutes: 3 });
    await stepAway(at.db, at.reviewer('ada'));
    expect((await claimNext(at.db, at.reviewer('ada'))).kind).toBe('nothing-waiting');
    expect(assigned(await claimNext(at.db, at.reviewer('bo'))).item.externalId).toBe('stream');
  });

  it('that nobody watches any more is the first that the next is given, and is looked after', async () => {
    const at = await desk({
      reviewers: { ada: {}, bo: {}, cy: {} },
      queues: {
        streams: ['DANGEROUS_ACTS', 1, { dueWithinMinutes: 600 }],
        acts: ['DANGEROUS_ACTS', 1],
      },
      items: {
        stream: ['streams', { media: 'live', expectedSeconds: 4 * 3600 }],
        text: ['acts', {}],
        more: ['acts', {}],
      },
    });
    // What is due soonest goes first, as long as the stream was never watched.
    expect(assigned(await claimNext(at.db, at.reviewer('cy'))).item.externalId).toBe('text');
    await completeReview(at.db, at.reviewer('cy'), {
      assignment: (await at.take('cy')).assignment,
      ...{ decision: 'keep', severity: null, categories: null },
    });
    const stream = assigned(await claimNext(at.db, at.reviewer('ada')));
    expect(stream.item.externalId).toBe('more');
    await stepAway(at.db, at.reviewer('ada'));
    const watching = assigned(await claimNext(at.db, at.reviewer('ada')));
    expect(watching.item.externalId).toBe('stream');
    at.pass({ minutes: 1 });
    await stepAway(at.db, at.reviewer('ada'));
    const [left] = await at.ask(`select due_at, state from items where media = 'live'`);
    expect(left).toEqual({ due_at: new Date(at.now), state: 'waiting' });
    expect(assigned(await claimNext(at.db, at.reviewer('bo'))).item.externalId).toBe('stream');
  });

  it('is raised early where nobody could take it over when its watcher must leave', async () => {
    const gaps = (at: Desk) => at.db.prisma.coverageGap.findMany({ where: { endedAt: null } });
    const alone = await desk({
      reviewers: { ada: {}, bo: { shift: [4, 8] } },
      queues: { streams: ['DANGEROUS_ACTS', 1] },
      items: { stream: ['streams', { media: 'live', expectedSeconds: 4 * 3600 }] },
    });
    await alone.take('ada');
    await markCoverageGaps(alone.db, alone.now);
    expect(await gaps(alone)).toMatchObject([
      { items: 1, peopleNeeded: 1, dueAt: new Date(NOW + 65 * MINUTE), speakers: 1, onShift: 0 },
    ]);
    const two = await floor();
    await two.take('ada');
    await markCoverageGaps(two.db, two.now);
    expect(await gaps(two)).toEqual([]);
  });

  it('is not begun by who could watch it for less than a quarter of an hour', async () => {
    const at = await desk({
      reviewers: { late: { shift: [-7, 0.24] }, just: { shift: [-7, 0.26] } },
      queues: { streams: ['DANGEROUS_ACTS', 1] },
      items: { stream: ['streams', { media: 'live', expectedSeconds: (4 * HOUR) / 1000 }] },
    });
    expect((await claimNext(at.db, at.reviewer('late'))).kind).toBe('not-eligible');
    expect((await claimNext(at.db, at.reviewer('just'))).kind).toBe('assigned');
  });

  it('that is expected to be shorter takes as long as that', async () => {
    const at = await desk({
      reviewers: { late: { shift: [-7, 0.1] } },
      queues: { streams: ['DANGEROUS_ACTS', 1] },
      items: { stream: ['streams', { media: 'live', expectedSeconds: 300 }] },
    });
    expect((await claimNext(at.db, at.reviewer('late'))).kind).toBe('assigned');
  });
});
