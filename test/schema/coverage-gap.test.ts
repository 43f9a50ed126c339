import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markCoverageGaps } from '../../src/services/coverage-gaps.ts';
import { setClearance } from '../../src/services/set-clearance.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { type Ask, client, idOf, staff } from '../support/graphql.ts';
import { NOW, type Person } from '../support/world.ts';

let at: Desk;
let ask: Ask;

/** Six who speak Estonian and one who speaks Czech, nobody cleared for what waits in either. */
beforeAll(async () => {
  const estonian = Array.from({ length: 6 }, (_, i): [string, Person] => [
    `e${i}`,
    { languages: ['et'], consents: ['CSAM'] },
  ]);
  at = await desk({
    reviewers: { ...Object.fromEntries(estonian), c: { languages: ['cs'], consents: ['CSAM'] } },
    queues: {
      et: ['CSAM', 5, { language: 'et', dueWithinMinutes: 90 }],
      cs: ['CSAM', 5, { language: 'cs', dueWithinMinutes: 90 }],
      spam: ['LOW_HARM', 0],
    },
    items: { a: 'et', b: 'et', c: 'cs', d: 'spam' },
  });
  ask = client(at.db);
  for (const name of ['c', ...estonian.map(([known]) => known)])
    await setClearance(at.db, at.reviewer(name), { category: 'CSAM', granted: false }, 'ida');
  await markCoverageGaps(at.db, NOW);
});
afterAll(closeDesk);

const GAPS = `{ coverageGaps { edges { node { language severity categories clearances items dueAt
  peopleNeeded earliestAt nextShiftAt raisedAt endedAt barredBy { rule people } } } } }`;

async function gapsAs(role: 'lead' | 'wellbeing') {
  const { data, errors } = await ask(staff(role), GAPS);
  expect(errors).toEqual([]);
  return data.coverageGaps.edges.map(({ node }: { node: object }) => node);
}

describe('a coverage gap', () => {
  it('tells a lead who is needed and by when, not which rule bars anybody', async () => {
    const gap = {
      severity: 5,
      categories: ['CSAM'],
      clearances: ['CSAM'],
      dueAt: '2026-06-10T11:00:00.000Z',
      peopleNeeded: 1,
      earliestAt: null,
      nextShiftAt: null,
      raisedAt: '2026-06-10T10:00:00.000Z',
      endedAt: null,
      barredBy: null,
    };
    expect(await gapsAs('lead')).toEqual([
      { ...gap, language: 'cs', items: 1, dueAt: '2026-06-10T11:00:02.000Z' },
      { ...gap, language: 'et', items: 2 },
    ]);
  });

  it('tells wellbeing staff how many each rule bars, unless that is too few', async () => {
    const told = await gapsAs('wellbeing');
    const byLanguage = told.map(({ language, barredBy }: Record<string, unknown>) => [
      language,
      barredBy,
    ]);
    expect(byLanguage).toEqual([
      ['cs', []],
      ['et', [{ rule: 'category-clearance', people: 6 }]],
    ]);
  });

  it('says when somebody could first only where that tells of nobody in particular', async () => {
    await at.ask(`update coverage_gaps set earliest_at = due_at + interval '1 hour'`);
    const told = await gapsAs('lead');
    const earliest = told.map((gap: Record<string, unknown>) => [
      gap['language'],
      gap['earliestAt'],
    ]);
    expect(earliest).toEqual([
      ['cs', null],
      ['et', '2026-06-10T12:00:00.000Z'],
    ]);
  });

  it('is told of each item that waits for it', async () => {
    const query = 'query ($id: ID!) { item(id: $id) { coverageGap { language peopleNeeded } } }';
    const gapOf = async (item: string) =>
      (await ask(staff('lead'), query, { id: idOf('Item', at.item(item)) })).data.item.coverageGap;
    expect(await gapOf('a')).toEqual({ language: 'et', peopleNeeded: 1 });
    expect(await gapOf('c')).toEqual({ language: 'cs', peopleNeeded: 1 });
    expect(await gapOf('d')).toBeNull();
  });

  it('is told when it is over to who asks for that', async () => {
    await at.ask(`update coverage_gaps set ended_at = seen_at where language = 'cs'`);
    const languages = async (query: string) => {
      const { data } = await ask(staff('lead'), query);
      return data.coverageGaps.edges.map(
        (edge: { node: { language: string } }) => edge.node.language,
      );
    };
    expect(await languages('{ coverageGaps { edges { node { language } } } }')).toEqual(['et']);
    expect(
      await languages('{ coverageGaps(ended: true) { edges { node { language } } } }'),
    ).toEqual(['cs', 'et']);
  });
});
