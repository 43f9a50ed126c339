import { afterAll, describe, expect, it } from 'vitest';
import type { Category } from '../../src/domain/category.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { markCoverageGaps } from '../../src/services/coverage-gaps.ts';
import { eligibility } from '../../src/services/eligibility.ts';
import { expireLeases } from '../../src/services/expire-leases.ts';
import { myDay } from '../../src/services/my-day.ts';
import { LONGEST_NOTE, type PassUp, passUp } from '../../src/services/pass-up.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { takeEscalations } from '../../src/services/take-escalations.ts';
import { itemFigures } from '../../src/store/day-figures.ts';
import { assigned, closeDesk, type Desk, desk } from '../support/desk.ts';
import type { ItemTraits, Person } from '../support/world.ts';

afterAll(closeDesk);

const ACTS: readonly Category[] = ['DANGEROUS_ACTS'];
const PEOPLE = { ada: {}, bo: {}, sue: { takesEscalations: true } };

async function passed(
  said: Partial<PassUp> = {},
  people: Record<string, Person> = PEOPLE,
  traits: ItemTraits = {},
) {
  const at = await desk({
    reviewers: people,
    queues: { acts: ['DANGEROUS_ACTS', 1] },
    items: { one: ['acts', traits] },
  });
  const { assignment } = await at.take('ada');
  at.pass({ minutes: 1 });
  const whole = { assignment, note: 'who is behind it?', severity: null, categories: null };
  const done = await passUp(at.db, at.reviewer('ada'), { ...whole, ...said });
  return { at, assignment, whole, done };
}

const row = async (at: Desk) =>
  (await at.ask('select state, severity, categories, escalated_at as at from items'))[0];

describe('an item that is passed up', () => {
  it('waits for who takes escalations, with what was said; what was seen counts', async () => {
    const { at, assignment, done } = await passed();
    expect(done).toMatchObject({ kind: 'passed-up', goesTo: 'escalation', seenSeconds: 60 });
    expect(await row(at)).toMatchObject({ state: 'escalated', at: new Date(at.now) });
    expect(await at.ask('select note, assignment_id from escalations')).toEqual([
      { note: 'who is behind it?', assignment_id: String(assignment) },
    ]);
    expect(await at.ask('select outcome from assignments')).toEqual([{ outcome: 'passed-up' }]);
    expect(await itemFigures(at.db.pool, at.now)).toMatchObject({ waiting: 1, adrift: 0 });
    expect((await myDay(at.db, at.reviewer('sue'))).escalations).toMatchObject({ waiting: 1 });
  });

  it('is given to none but them, and is exposure for whoever is given it', async () => {
    const { at } = await passed();
    expect((await claimNext(at.db, at.reviewer('bo'))).kind).toBe('nothing-waiting');
    expect(await eligibility(at.db, at.reviewer('bo'), at.item('one'))).toMatchObject({
      eligible: false,
      obstacles: ['escalated'],
    });
    expect(await eligibility(at.db, at.reviewer('sue'), at.item('one'))).toMatchObject({
      eligible: true,
    });
    const { held } = assigned(await claimNext(at.db, at.reviewer('sue')));
    at.pass({ minutes: 2 });
    const review = { decision: 'remove', severity: null, categories: null };
    await completeReview(at.db, at.reviewer('sue'), { assignment: held.assignment, ...review });
    expect(
      await at.ask(`select extract(epoch from ended_at - started_at)::int as s from exposures
      where reviewer_id = ${at.reviewer('sue')}`),
    ).toEqual([{ s: 120 }]);
    expect(await row(at)).toMatchObject({ state: 'done' });
  });

  it('is announced as what it was found to be, so that only who agreed to that is given it', async () => {
    const said = { severity: 5, categories: ['GRAPHIC_VIOLENCE', ...ACTS] } as const;
    const { at } = await passed(said);
    expect(await row(at)).toMatchObject({ severity: 5, categories: said.categories });
    expect((await claimNext(at.db, at.reviewer('sue'))).kind).toBe('nothing-waiting');
    expect(await at.ask('select severity, announced_severity as told from exposures')).toEqual([
      { severity: 5, told: 1 },
    ]);
  });

  it.each<[string, (at: Desk, sue: number) => Promise<unknown>]>([
    ['let go of', (at, sue) => stepAway(at.db, sue)],
    [
      'left',
      (at) => {
        at.pass({ minutes: 10 });
        return expireLeases(at.db, at.now);
      },
    ],
  ])('stays on the path when it is %s', async (_, leave) => {
    const { at } = await passed({}, { ...PEOPLE, sid: { takesEscalations: true } });
    const before = await row(at);
    await at.take('sue');
    await leave(at, at.reviewer('sue'));
    expect(await row(at)).toEqual(before);
    expect((await claimNext(at.db, at.reviewer('bo'))).kind).toBe('nothing-waiting');
    at.pass({ seconds: 1 });
    expect((await claimNext(at.db, at.reviewer('sid'))).kind).toBe('assigned');
  });

  it('may be passed up again, and nobody is given what they passed up', async () => {
    const { at } = await passed({}, { ...PEOPLE, sid: { takesEscalations: true } });
    const { assignment } = await at.take('sue');
    const said = { note: '', severity: null, categories: null };
    await passUp(at.db, at.reviewer('sue'), { assignment, ...said });
    expect((await claimNext(at.db, at.reviewer('sue'))).kind).toBe('nothing-waiting');
    at.pass({ seconds: 1 });
    expect((await claimNext(at.db, at.reviewer('sid'))).kind).toBe('assigned');
    expect(await at.ask('select note from escalations order by id')).toHaveLength(2);
  });

  it('is raised early where nobody on the path could take it in time', async () => {
    const gaps = (at: Desk) => at.db.prisma.coverageGap.findMany({ where: { endedAt: null } });
    const { at } = await passed({}, { ada: {}, bo: {}, sue: {} });
    await markCoverageGaps(at.db, at.now);
    expect(await gaps(at)).toMatchObject([{ escalated: true, items: 1, speakers: 0 }]);
    await takeEscalations(at.db, at.reviewer('sue'), true, 'lea');
    at.pass({ minutes: 1 });
    await markCoverageGaps(at.db, at.now);
    expect(await gaps(at)).toEqual([]);
  });

  it('comes before what waits in a queue', async () => {
    const { at } = await passed();
    await at.ask(
      `insert into items (external_id, queue_id, media, categories, expected_seconds,
      arrived_at, due_at, state) select 'late', id, 'text', '{DANGEROUS_ACTS}', 60, $1, $1, 'waiting'
      from queues`,
      [new Date(at.now - 5 * MINUTE)],
    );
    expect(assigned(await claimNext(at.db, at.reviewer('sue'))).item.externalId).toBe('one');
  });
});

describe('passing up', () => {
  it('a stream leaves it to be watched by whoever may, at once', async () => {
    const { at, done } = await passed({}, PEOPLE, { media: 'live', expectedSeconds: 4 * 3600 });
    expect(done).toMatchObject({ kind: 'passed-up', goesTo: 'escalation' });
    expect(await row(at)).toMatchObject({ state: 'waiting' });
    expect((await claimNext(at.db, at.reviewer('bo'))).kind).toBe('assigned');
  });

  it('what is not in their hands, or no longer, changes nothing', async () => {
    const { at, whole } = await passed();
    const ada = at.reviewer('ada');
    expect(await passUp(at.db, ada, whole)).toEqual({ kind: 'not-held' });
    const { assignment } = await at.take('sue');
    at.pass({ minutes: 10 });
    await expireLeases(at.db, at.now);
    const said = { ...whole, assignment };
    expect(await passUp(at.db, at.reviewer('sue'), said)).toEqual({ kind: 'lapsed' });
    expect(await passUp(at.db, ada, said)).toEqual({ kind: 'not-held' });
  });

  it('with a note that is too long, or without a category, is refused, and loses nothing', async () => {
    const note = 'n'.repeat(LONGEST_NOTE + 1);
    await expect(passed({ note })).rejects.toMatchObject({ field: 'note' });
    await expect(passed({ note: 'a\u0000b' })).rejects.toMatchObject({ field: 'note' });
    await expect(passed({ categories: [] })).rejects.toMatchObject({ field: 'categories' });
  });

  it('takes whoever a lead chose, and is audited', async () => {
    const { at } = await passed();
    await takeEscalations(at.db, at.reviewer('sue'), false, 'lea');
    await takeEscalations(at.db, at.reviewer('bo'), true, 'lea');
    expect((await claimNext(at.db, at.reviewer('sue'))).kind).toBe('nothing-waiting');
    expect((await claimNext(at.db, at.reviewer('bo'))).kind).toBe('assigned');
    expect(
      await at.ask(
        `select actor, subject, detail from audit_log where action = 'take-escalations'`,
      ),
    ).toEqual([
      { actor: 'lea', subject: String(at.reviewer('sue')), detail: { takes: false } },
      { actor: 'lea', subject: String(at.reviewer('bo')), detail: { takes: true } },
    ]);
  });
});
