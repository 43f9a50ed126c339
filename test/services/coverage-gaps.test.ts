import { afterAll, describe, expect, it } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { type Barred, barredByRule, markCoverageGaps } from '../../src/services/coverage-gaps.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW, type Person, type QueueTraits } from '../support/world.ts';

const GORE = 'GRAPHIC_VIOLENCE' satisfies Category;
const ESTONIAN: Person = { languages: ['et'] };
const WILLING: Person = { languages: ['et'], consents: [GORE] };

afterAll(closeDesk);

/** A floor with items of gore in Estonian, due in an hour. */
function floor(reviewers: Record<string, Person>, items = 1, traits: QueueTraits = {}) {
  const names = Array.from({ length: items }, (_, i) => [`i${i}`, 'gore']);
  return desk({
    reviewers,
    queues: { gore: [GORE, 4, { language: 'et', dueWithinMinutes: 90, ...traits }] },
    items: Object.fromEntries(names),
  });
}

async function open(at: Desk) {
  await markCoverageGaps(at.db, at.now);
  return at.db.prisma.coverageGap.findMany({ where: { endedAt: null } });
}

describe('work that nobody may take in time', () => {
  it('is raised before it is due, with what it takes', async () => {
    const at = await floor({ ann: ESTONIAN, bob: { consents: [GORE] } });
    expect(await open(at)).toMatchObject([
      {
        language: 'et',
        severity: 4,
        categories: [GORE],
        items: 1,
        dueAt: new Date(NOW + HOUR),
        peopleNeeded: 1,
        earliestAt: null,
        nextShiftAt: null,
        speakers: 1,
        onShift: 1,
        raisedAt: new Date(NOW),
      },
    ]);
  });

  it.each<[string, Record<string, Person>, number]>([
    ['when somebody on shift may', { ann: WILLING }, 0],
    ['when somebody comes on shift in time who may', { ann: { ...WILLING, shift: [0.5, 8] } }, 0],
    ['when whoever may comes too late', { ann: { ...WILLING, shift: [2, 8] } }, 1],
    ['when whoever may goes home first', { ann: { ...WILLING, shift: [-8, 0.02] } }, 1],
    ['when whoever may has no shift', { ann: { ...WILLING, shift: null } }, 1],
    ['when one of two who speak it may', { ann: ESTONIAN, bob: WILLING }, 0],
  ])('is there or not: %s', async (_, people, gaps) => {
    expect(await open(await floor(people))).toHaveLength(gaps);
  });

  it('says when somebody could first, when that is too late', async () => {
    const at = await floor({ ann: { ...WILLING, saw: [[3, 2, 5]] } });
    const tomorrow = NOW + 22 * HOUR;
    await at.ask(
      `insert into shifts (reviewer_id, site_id, starts_at, ends_at) values ($1, $2, $3, $4)`,
      [at.reviewer('ann'), at.site('Reykjavik'), new Date(tomorrow), new Date(tomorrow + 8 * HOUR)],
    );
    await at.ask('update ledgers set version = version + 1');
    expect(await open(at)).toMatchObject([
      { earliestAt: new Date(tomorrow), nextShiftAt: new Date(tomorrow), speakers: 1 },
    ]);
  });

  it('is none when whoever may not now may again in time', async () => {
    // So much in one piece asks for a break, which is over before it is due.
    expect(await open(await floor({ ann: { ...WILLING, saw: [[45, 45, 4]] } }))).toEqual([]);
  });

  it('is not looked for more than two hours before it is due', async () => {
    const at = await floor({ ann: ESTONIAN }, 1, { dueWithinMinutes: 180 });
    expect(await open(at)).toEqual([]);
    at.pass({ minutes: 61 });
    expect(await open(at)).toHaveLength(1);
  });

  it('needs as many people as can do all of it by then, or within half an hour', async () => {
    const due = { expectedSeconds: 5 * 60 };
    const at = await floor({ ann: ESTONIAN }, 25, due);
    expect(await open(at)).toMatchObject([{ items: 25, peopleNeeded: 3 }]);
    at.pass({ minutes: 90 });
    expect(await open(at)).toMatchObject([{ items: 25, peopleNeeded: 5 }]);
  });

  it('says when the next comes on shift who speaks it', async () => {
    const at = await floor({ ann: ESTONIAN, eve: { ...WILLING, shift: [5, 12] } });
    expect(await open(at)).toMatchObject([
      {
        speakers: 2,
        onShift: 1,
        nextShiftAt: new Date(NOW + 5 * HOUR),
        earliestAt: new Date(NOW + 5 * HOUR),
      },
    ]);
  });

  it('is raised where the only one who might gave it back', async () => {
    const at = await floor({ ann: WILLING });
    await at.take('ann');
    await stepAway(at.db, at.reviewer('ann'));
    at.pass({ minutes: 20 });
    expect(await open(at)).toMatchObject([{ speakers: 0, onShift: 0 }]);
  });

  it('stays one row while it lasts, and ends when somebody may', async () => {
    const at = await floor({ ann: ESTONIAN });
    const [first] = await open(at);
    at.pass({ minutes: 1 });
    expect(await markCoverageGaps(at.db, at.now)).toEqual({ gaps: 1, raised: 0, ended: 0 });
    expect(await open(at)).toMatchObject([{ id: first?.id, seenAt: new Date(NOW + MINUTE) }]);
    await setConsent(at.db, at.reviewer('ann'), { category: GORE, granted: true, statement: 1 });
    at.pass({ minutes: 1 });
    expect(await markCoverageGaps(at.db, at.now)).toEqual({ gaps: 0, raised: 0, ended: 1 });
    expect(await at.ask('select ended_at from coverage_gaps')).toEqual([
      { ended_at: new Date(NOW + 2 * MINUTE) },
    ]);
  });

  it('is raised once by two who look at the same moment', async () => {
    const at = await floor({ ann: ESTONIAN });
    const other = await openDb(at.url, { clock: () => at.now });
    const both = await Promise.all([at.db, other].map((db) => markCoverageGaps(db, at.now)));
    await closeDb(other);
    expect(both.map(({ raised }) => raised).toSorted()).toEqual([0, 1]);
    expect(await open(at)).toHaveLength(1);
  });

  it.each([
    [6, true],
    [4, false],
  ])('tells of %i people whom a rule bars: %s', async (barred, isTold) => {
    const names = Array.from({ length: barred }, (_, i) => [`p${i}`, ESTONIAN]);
    const at = await floor(Object.fromEntries(names));
    const [gap] = await open(at);
    expect(gap?.barred).toEqual([{ rule: 'category-consent', people: barred }]);
    const shown = barredByRule({ onShift: barred, barred: gap?.barred as Barred[] });
    expect(shown).toEqual(isTold ? gap?.barred : []);
  });
});
