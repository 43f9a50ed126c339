/** Two replicas, one person, and no unique index to save the day: only the ledger's lock is left. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { withExposure } from '../../src/domain/with-exposure.ts';
import { judge } from '../../src/rules/enforced.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { readSeat } from '../../src/services/read-seat.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { timelineOf } from '../../src/services/seat.ts';
import { closeDb, type Db, openDb } from '../../src/store/db.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

const ROUNDS = 30;
const names = Array.from({ length: ROUNDS }, (_, i) => `r${i}`);

let at: Desk;
let other: Db;
beforeAll(async () => {
  // 35 minutes of a run of 50: the ten of an item fit, the 14 before it fit, but not both.
  at = await desk({
    reviewers: Object.fromEntries([
      ...names.map((name) => [name, { saw: [[35, 35, 0]] as const }] as const),
      ['solo', {}] as const,
    ]),
    queues: { spam: ['LOW_HARM', 0, { expectedSeconds: 600 }] },
    items: Object.fromEntries(Array.from({ length: 2 * ROUNDS }, (_, i) => [`i${i}`, 'spam'])),
  });
  await at.ask('drop index assignments_one_open_a_reviewer');
  await at.ask('drop index assignments_one_open_an_item_and_role');
  other = await openDb(at.url, { clock: () => at.now });
});
afterAll(async () => {
  await closeDb(other);
  await closeDesk();
});

const learn = (reviewer: number) =>
  recordExposure(other, reviewer, {
    origin: 'project',
    start: NOW - 49 * MINUTE,
    end: NOW - 35 * MINUTE,
    severity: 0,
    categories: ['LOW_HARM'],
    corrects: null,
  });

/** What the hard rules say of what was seen and of all that may yet be seen of what is held. */
async function breaches(reviewer: number) {
  const { facts, held, rules } = await readSeat(at.db, reviewer);
  let timeline = timelineOf(facts, at.now + MINUTE);
  const open = await at.ask(
    `select decided_at, lease_until from assignments where reviewer_id = $1 and ended_at is null`,
    [reviewer],
  );
  if (held)
    timeline = withExposure(timeline, {
      ...held,
      start: held.decidedAt,
      end: held.leaseUntil,
      origin: 'assignment',
      recordedAt: held.decidedAt,
    });
  const found = rules.flatMap((rule): readonly unknown[] => {
    const verdict = judge(rule, timeline, timeline.knownUntil);
    return verdict.kind === 'judged' ? verdict.breaches : [verdict.why];
  });
  return { found, held, open };
}

describe('a claim that races an exposure', () => {
  it('never leaves both past a limit, though each fits alone', async () => {
    const ended = { refused: 0, shortened: 0 };
    for (const name of names) {
      const reviewer = at.reviewer(name);
      const jitter = () => pause(Math.random() * 6);
      const [claim, { leaseUntil }] = await Promise.all([
        jitter().then(() => claimNext(at.db, reviewer)),
        jitter().then(() => learn(reviewer)),
      ]);
      const { found, open, held } = await breaches(reviewer);
      expect(found).toEqual([]);
      expect(open).toHaveLength(claim.kind === 'assigned' ? 1 : 0);
      if (claim.kind === 'not-eligible') ended.refused++;
      if (leaseUntil !== null && held?.leaseUntil === leaseUntil) ended.shortened++;
    }
    expect(ended.refused + ended.shortened).toBe(ROUNDS);
    // Both orders occur, or this would not be a race.
    expect(Math.min(ended.refused, ended.shortened)).toBeGreaterThan(0);
  });
});

describe('claims of one person at the same moment', () => {
  it('give one item', async () => {
    const reviewer = at.reviewer('solo');
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, i) => claimNext(i % 2 ? at.db : other, reviewer)),
    );
    const kinds = claims.map((c) => (c.kind === 'assigned' ? c.resumed : c.kind));
    expect(kinds.filter((resumed) => resumed === false)).toHaveLength(1);
    expect(kinds.filter((resumed) => resumed === true)).toHaveLength(7);
    expect((await breaches(reviewer)).open).toHaveLength(1);
  });
});
