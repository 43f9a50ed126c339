import { afterAll, describe, expect, it } from 'vitest';
import { closeDesk, desk } from '../support/desk.ts';
import { client, reviewer, staff } from '../support/graphql.ts';

afterAll(closeDesk);

const floor = () =>
  desk({
    reviewers: { ada: { site: 'Europe/Dublin' }, bo: { site: 'Accra' } },
    laws: { 'Europe/Dublin': 'ireland' },
  });

describe('the law', () => {
  it('is told with its sentence, numbers, source and how well it is known', async () => {
    const at = await floor();
    const { data } = await client(at.db)(
      reviewer(at.reviewer('ada')),
      `{ lawPacks { jurisdiction title gaps figures {
        jurisdiction rule level says citation status confirmedAt parameters { name value unit } } } }`,
    );
    const eu = data.lawPacks.find((pack: { jurisdiction: string }) => pack.jurisdiction === 'eu');
    expect(eu).toMatchObject({ title: 'European Union', gaps: expect.any(Array) });
    expect(eu.figures).toContainEqual({
      jurisdiction: 'eu',
      rule: 'daily-rest',
      level: 'HARD',
      says: 'At least 660 minutes of rest in one piece before each shift.',
      citation: expect.stringContaining('2003/88/EC'),
      status: 'CONFIRMED',
      confirmedAt: '2026-11-24',
      parameters: [{ name: 'restMinutes', value: 660, unit: 'MINUTES' }],
    });
  });

  it('is told of each site, with its holidays; of a site without one there are none', async () => {
    const at = await floor();
    const { data } = await client(at.db)(
      staff('lead'),
      `{ sites { edges { node { name lawPack { jurisdiction }
        holidays(from: "2027-03-01", to: "2027-03-31") { date name } } } } }`,
    );
    expect(data.sites.edges.map((edge: { node: object }) => edge.node)).toEqual([
      { name: 'Accra', lawPack: null, holidays: [] },
      {
        name: 'Europe/Dublin',
        lawPack: { jurisdiction: 'ireland' },
        holidays: [
          { date: '2027-03-17', name: 'St. Patrick’s Day' },
          { date: '2027-03-29', name: 'Easter Monday' },
        ],
      },
    ]);
  });
});
