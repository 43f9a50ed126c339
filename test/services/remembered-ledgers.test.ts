import v8 from 'node:v8';
import { afterAll, describe, expect, it } from 'vitest';
import { contains, MINUTE, overlaps, SECOND, type Span } from '../../src/domain/time.ts';
import { seeded } from '../../src/report/random.ts';
import { startBreak } from '../../src/services/breaks.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { openProtectedHours, setProtectedHour } from '../../src/services/protected-hours.ts';
import { publishHazardStatement } from '../../src/services/publish-statement.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { decideTogether } from '../../src/services/seat.ts';
import { setClearance } from '../../src/services/set-clearance.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { openAndCloseShifts } from '../../src/services/shifts.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { type Facts, loadFacts } from '../../src/store/facts.ts';
import { remember, remembered } from '../../src/store/ledger-cache.ts';
import { rows, sql, transaction } from '../../src/store/rows.ts';
import { addShifts } from '../../src/store/shifts.ts';
import { anyWork } from '../support/any-work.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: { consents: ['GRAPHIC_VIOLENCE'] }, bo: {} },
    queues: { spam: ['LOW_HARM', 0], gore: ['GRAPHIC_VIOLENCE', 4] },
    items: Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`i${i}`, i % 2 ? 'spam' : 'gore']),
    ),
  });

const clear = (at: Desk, granted: boolean) =>
  setClearance(at.db, at.reviewer('ada'), { category: 'CSAM', granted }, 'wellbeing');

/** A moment, which every memory reaches. */
const moment = (at: Desk): Span => ({ start: at.now, end: at.now + 1 });

async function memoryOf(at: Desk, name: string) {
  const [row] = await at.ask('select version from ledgers where reviewer_id = $1', [
    at.reviewer(name),
  ]);
  const version = BigInt(String(row?.['version']));
  return remembered(at.db, at.reviewer(name), version, moment(at))?.facts;
}

/** What matters of facts: those of the span that was asked for. */
function within(facts: Facts, span: Span) {
  const own = <T extends Span>(list: readonly T[]) => list.filter((one) => overlaps(one, span));
  const { exposures, shifts, breaks, silences, blocks, flags } = facts;
  return {
    ...facts,
    span,
    exposures: own(exposures),
    shifts: own(shifts),
    breaks: own(breaks),
    silences: own(silences),
    blocks: own(blocks),
    flags: flags.filter(({ at }) => contains(span, at)),
  };
}

async function expectTrue(at: Desk, name: string) {
  const memory = await memoryOf(at, name);
  if (!memory) return false;
  const [loaded] = await loadFacts(at.db.pool, [at.reviewer(name)], memory.span);
  if (!loaded) throw new Error('nothing was loaded');
  expect(within(memory, memory.span)).toEqual(within(loaded, memory.span));
  return true;
}

describe('what is remembered of a person', () => {
  it.each([1, 2])('is what the tables say after each of many acts (seed %d)', async (seed) => {
    const at = await floor();
    const random = seeded('acts', seed);
    const act = anyWork(seed, new Map());
    let known = 0;
    for (let i = 0; i < 60; i++) {
      at.now += Math.floor(random() * 90 * SECOND);
      await act(at.db, at.reviewer('ada'), at.now);
      if (i % 7 === 0) await expireLeases(at.db, at.now);
      if (i % 5 === 0) await markBreaksDue(at.db, at.now);
      if (i === 40) at.pass({ minutes: 6 * 60 });
      if (i % 20 === 0) await openAndCloseShifts(at.db, at.now);
      if (i % 15 === 0) await openProtectedHours(at.db, at.now);
      if (i % 25 === 10) await setProtectedHour(at.db, at.reviewer('ada'), null);
      if (i % 10 === 3) await clear(at, i % 20 === 3);
      if (await expectTrue(at, 'ada')) known++;
    }
    expect(known).toBeGreaterThan(50);
  });

  it('is not trusted after another replica has written', async () => {
    const at = await floor();
    const other = await openDb(at.url, { clock: () => at.now });
    await stepAway(at.db, at.reviewer('ada'));
    expect(await memoryOf(at, 'ada')).toBeDefined();
    await setConsent(other, at.reviewer('ada'), {
      category: 'GRAPHIC_VIOLENCE',
      granted: false,
      statement: null,
    });
    expect(await memoryOf(at, 'ada')).toBeUndefined();
    const claim = await claimNext(at.db, at.reviewer('ada'));
    expect(claim).toMatchObject({ item: { externalId: 'i1' } });
    await startBreak(other, at.reviewer('ada'), 'rest');
    expect((await claimNext(at.db, at.reviewer('ada'))).kind).toBe('on-break');
    await closeDb(other);
  });

  it('is added to, when another replica has written: rows of the ledger never change', async () => {
    const at = await floor();
    const other = await openDb(at.url, { clock: () => at.now });
    const saw = (db: typeof other, minutes: number) => {
      const span = { start: at.now - minutes * MINUTE, end: at.now - (minutes - 1) * MINUTE };
      const what = { origin: 'project', severity: 1, categories: ['LOW_HARM'] } as const;
      return recordExposure(db, at.reviewer('ada'), { ...what, ...span, corrects: null });
    };
    await saw(at.db, 9);
    await saw(at.db, 7);
    // Nobody could do this: it shows what is not read again.
    await at.ask('delete from exposures');
    await saw(other, 8);
    await stepAway(at.db, at.reviewer('ada'));
    const starts = (await memoryOf(at, 'ada'))?.exposures.map(({ start }) => start);
    expect(starts).toEqual([9, 8, 7].map((minutes) => at.now - minutes * MINUTE));
    await closeDb(other);
  });

  it('is nothing of what was decided and never committed, though another decided since', async () => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { gore: ['GRAPHIC_VIOLENCE', 4] },
      items: { one: 'gore' },
    });
    const ada = at.reviewer('ada');
    const other = await openDb(at.url, { clock: () => at.now });
    const agreed = { category: 'GRAPHIC_VIOLENCE', granted: true, statement: 1 } as const;
    // All of it goes well, and then the transaction cannot be committed.
    const failed = decideTogether(at.db, [ada], async (db) => {
      await setConsent(db, ada, agreed);
      if (db.within) await rows(db.within, sql`select 1 / 0`).catch(() => {});
    });
    await expect(failed).rejects.toThrow();
    // The ledger comes to the version that it would have had, with something else in it.
    await setConsent(other, ada, { ...agreed, granted: false, statement: null });
    await closeDb(other);
    expect((await claimNext(at.db, ada)).kind).toBe('not-eligible');
  });

  it('is not trusted after a shift was planned', async () => {
    const at = await floor();
    await stepAway(at.db, at.reviewer('ada'));
    const start = at.now + 30 * 60 * MINUTE;
    await transaction(at.db, (tx) =>
      addShifts(
        tx,
        [{ reviewer: at.reviewer('ada'), site: at.site('Reykjavik'), start, end: start + MINUTE }],
        at.now,
      ),
    );
    expect(await memoryOf(at, 'ada')).toBeUndefined();
  });

  it('is not trusted after a hazard statement was published, by anybody and of anybody', async () => {
    const at = await floor();
    for (const name of ['ada', 'bo']) await stepAway(at.db, at.reviewer(name));
    await publishHazardStatement(at.db, 'It is worse than that.', 'wellbeing');
    for (const name of ['ada', 'bo']) expect(await memoryOf(at, name)).toBeUndefined();
  });

  it('is nothing of what was undone', async () => {
    const at = await floor();
    await stepAway(at.db, at.reviewer('ada'));
    const before = await memoryOf(at, 'ada');
    const wrong = { origin: 'project', severity: 1, categories: ['LOW_HARM'] } as const;
    const span = { start: at.now - MINUTE, end: at.now };
    const undone = recordExposure(at.db, at.reviewer('ada'), { ...wrong, ...span, corrects: 1n });
    await expect(undone).rejects.toThrow();
    expect(await memoryOf(at, 'ada')).toEqual(before);
  });
});

describe('what a process remembers of everybody', () => {
  it('is not more than fits: whoever was not decided about for longest is forgotten', async () => {
    const at = await floor();
    for (const name of ['ada', 'bo']) await stepAway(at.db, at.reviewer(name));
    const [row] = await at.ask('select version from ledgers where reviewer_id = $1', [
      at.reviewer('bo'),
    ]);
    const version = BigInt(String(row?.['version']));
    const bo = await memoryOf(at, 'bo');
    if (!bo) throw new Error('bo is not remembered');
    const seen: Facts['exposures'][number] = {
      ...{ id: 1n, supersedes: null, start: at.now - 1, end: at.now, recordedAt: at.now },
      ...{ severity: 0, categories: ['LOW_HARM'], origin: 'project', assignment: null },
    };
    // More than half of what fits, by 300 bytes a row: the same one, because it is only counted.
    const most = v8.getHeapStatistics().heap_size_limit / 2 / 300;
    const exposures = Array.from({ length: Math.ceil(most * 0.6) }, () => seen);
    remember(at.db, version, { facts: { ...bo, exposures }, held: null });
    expect(await memoryOf(at, 'ada')).toBeDefined();
    remember(at.db, 7n, { facts: { ...bo, reviewer: 999_999, exposures }, held: null });
    expect(await memoryOf(at, 'ada')).toBeUndefined();
    expect(await memoryOf(at, 'bo')).toBeUndefined();
    expect(remembered(at.db, 999_999, 7n, moment(at))).toBeDefined();
  });
});

describe('a clock that goes backwards', () => {
  it('never dates a decision before the last one about the same person', async () => {
    const at = await floor();
    const first = await at.take('ada');
    at.now -= 5 * MINUTE;
    await stepAway(at.db, at.reviewer('ada'));
    const second = await at.take('ada');
    expect(second.decidedAt).toBeGreaterThan(first.decidedAt);
    expect(second.item).not.toBe(first.item);
    const rows = await at.ask('select ended_at, decided_at from assignments order by id');
    expect(rows[0]?.['ended_at']).toEqual(new Date(first.decidedAt + 1));
    expect(await at.ask('select 1 from exposures')).toHaveLength(1);
  });

  it('hands nothing out twice, and a later policy still counts', async () => {
    const at = await floor();
    const first = await at.take('ada');
    at.now -= 60 * MINUTE;
    const second = await at.take('bo');
    expect(second.item).not.toBe(first.item);
    expect(await at.take('ada')).toMatchObject({ assignment: first.assignment });
  });
});
