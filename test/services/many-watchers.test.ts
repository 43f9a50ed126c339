import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { type Random, seeded } from '../../src/report/random.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { endBreak, startBreak } from '../../src/services/breaks.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { heartbeat, openItem } from '../../src/services/heartbeat.ts';
import { passUp } from '../../src/services/pass-up.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { relieveWatchers } from '../../src/services/relieve-watchers.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { itemFigures, secondsByAssignment } from '../../src/store/day-figures.ts';
import { closeDb, type Db, openDb } from '../../src/store/db.ts';
import { heldTwice } from '../../src/store/proofs.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

const WORKERS = 6;
const PEOPLE = 14;
const STREAMS = 8;
const ACTS = 90;
const UNSAID = { severity: null, categories: null };

let at: Desk;
/** Milliseconds of each assignment that were acknowledged. */
const told = new Map<bigint, number>();

/** Six workers on two replicas: streams that everybody must soon leave are handed over and passed up. */
beforeAll(async () => {
  const people = Array.from({ length: PEOPLE }, (_, i) => [`p${i}`, { takesEscalations: i < 3 }]);
  const live = ['streams', { media: 'live', expectedSeconds: 300 }] as const;
  const items = Array.from({ length: STREAMS }, (_, i) => [`s${i}`, live]);
  at = await desk({
    reviewers: Object.fromEntries(people),
    queues: { streams: ['DANGEROUS_ACTS', 1], acts: ['DANGEROUS_ACTS', 1] },
    items: { ...Object.fromEntries(items), one: 'acts', two: 'acts', three: 'acts' },
  });
  await changePolicy(at.db, {
    rule: 'continuous-exposure',
    level: 'hard',
    scope: { kind: 'organisation' },
    params: { limitMinutes: 8, awayMinutes: 1 },
    from: null,
  });
  const other = await openDb(at.url, { clock: () => at.now });
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      const random = seeded('watch', worker);
      for (let i = 0; i < ACTS; i++) {
        at.now += Math.floor(random() * 8 * SECOND);
        const db = worker % 2 ? at.db : other;
        await act(db, at.reviewer(`p${Math.floor(random() * PEOPLE)}`), random);
      }
    }),
  );
  await closeDb(other);
});
afterAll(closeDesk);

async function act(db: Db, reviewer: number, random: Random): Promise<void> {
  const dice = random();
  if (dice < 0.05) await relieveWatchers(db, at.now);
  else if (dice < 0.08) await expireLeases(db, at.now);
  else if (dice < 0.12) await startBreak(db, reviewer, 'wellbeing');
  else if (dice < 0.2) await endBreak(db, reviewer);
  else await work(db, reviewer, random);
}

async function work(db: Db, reviewer: number, random: Random): Promise<void> {
  const claim = await claimNext(db, reviewer);
  if (claim.kind !== 'assigned') return;
  const { assignment } = claim.held;
  const keep = (seconds: number) => told.set(assignment, Math.round(seconds * SECOND));
  const dice = random();
  if (dice < 0.5) await heartbeat(db, reviewer, assignment);
  else if (dice < 0.8) await openItem(db, reviewer, assignment);
  else if (dice < 0.84) {
    const done = await completeReview(db, reviewer, { assignment, decision: 'over', ...UNSAID });
    if (done.kind !== 'not-held') keep(done.seenSeconds);
  } else if (dice < 0.92) {
    const away = await stepAway(db, reviewer);
    if (away.item === claim.held.item) keep(away.seenSeconds);
  } else {
    const passed = await passUp(db, reviewer, { assignment, note: 'over to you', ...UNSAID });
    if (passed.kind === 'passed-up') keep(passed.seenSeconds);
  }
}

describe('six workers at whose streams people come and go', () => {
  it('hand streams over in every way', async () => {
    const outcomes = await at.ask('select distinct outcome from assignments where is_live');
    expect(outcomes.map((row) => row['outcome'])).toEqual(
      expect.arrayContaining(['relieved', 'stepped-away', 'passed-up', 'completed']),
    );
    const [over] = await at.ask(
      `select count(*)::int as n from assignments where took_over_at is not null`,
    );
    expect(over?.['n']).toBeGreaterThan(5);
  });

  it('leave each stream with one watcher, and one relief at most, or with nobody', async () => {
    expect(
      await at.ask(`select i.id from items i
        where (i.state = 'held') <> (1 = (select count(*) from assignments a
          where a.item_id = i.id and a.role = 'watcher' and a.ended_at is null) and i.state <> 'done')`),
    ).toEqual([]);
    expect(
      await at.ask(`select i.id from items i
        where (i.state = 'done') <> (1 = (select count(*) from assignments a
          where a.item_id = i.id and a.outcome = 'completed'))`),
    ).toEqual([]);
    expect(await itemFigures(at.db.pool, at.now)).toMatchObject({ adrift: 0 });
  });

  it('never give anybody two things, nor two people one role at once', async () => {
    expect(await heldTwice(at.db.pool)).toBe(0);
  });

  it('keep each second that they acknowledged', async () => {
    const kept = await secondsByAssignment(at.db.pool);
    expect(told.size).toBeGreaterThan(10);
    for (const [assignment, ms] of told)
      expect(Math.round((kept.get(assignment) ?? 0) * SECOND)).toBe(ms);
  });

  it('hand out nothing past a limit, by what the audit finds when the day has closed', async () => {
    at.now += 40 * HOUR;
    await expireLeases(at.db, at.now);
    await auditClosedDays(at.db, at.now);
    const findings = await at.ask('select cause, explanation from findings');
    expect(findings.filter((f) => f['cause'] === 'handed-out')).toEqual([]);
  });
});
