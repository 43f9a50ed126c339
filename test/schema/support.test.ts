import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { flagSelf } from '../../src/services/flag-self.ts';
import { openProtectedHours } from '../../src/services/protected-hours.ts';
import { setAgreement } from '../../src/services/set-agreement.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW, type World, world } from '../support/world.ts';

let now = NOW;
let flaggedAt = NOW;
let test: TestDb;
let here: World;
let ask: Ask;

beforeAll(async () => {
  test = await testDb(() => now);
  here = await world(test.db, {
    reviewers: {
      ann: { consents: ['GRAPHIC_VIOLENCE', 'ADULT_SEXUAL'] },
      bob: { saw: [[51, 50, 0]] },
      worn: { saw: [[5, 5, 5]] },
      mild: {},
    },
    queues: { mild: ['LOW_HARM', 0], hate: ['HATE_INCITEMENT', 3] },
    items: { one: 'mild', two: 'hate' },
  });
  ask = client(test.db);
  await openProtectedHours(test.db, now);
  flaggedAt = (await flagSelf(test.db, here.reviewer('ann'))).offer.start;
  await setAgreement(test.db, here.reviewer('ann'), { to: 'severe-at-night', granted: true });
  now += MINUTE;
});
afterAll(() => test?.done());

const iso = (at: number) => new Date(at).toISOString();
const who = (name: string) => reviewer(here.reviewer(name));

describe('myDay', () => {
  const QUERY = `{ myDay { protectedHour { startsAt endsAt } supportOffer { offeredAt expiresAt }
    agreedCategories agreedTo } }`;

  it('shows the protected hour, the open offer and what the person agreed to', async () => {
    const { data, errors } = await ask(who('ann'), QUERY);
    expect(errors).toEqual([]);
    expect(data.myDay).toEqual({
      protectedHour: { startsAt: iso(NOW + 1.5 * HOUR), endsAt: iso(NOW + 2.5 * HOUR) },
      supportOffer: { offeredAt: iso(flaggedAt), expiresAt: iso(flaggedAt + 24 * HOUR) },
      agreedCategories: expect.toSatisfy(
        (seen: string[]) => seen.toSorted().join() === 'ADULT_SEXUAL,GRAPHIC_VIOLENCE',
      ),
      agreedTo: ['SEVERE_AT_NIGHT'],
    });
  });

  it('shows nothing of it to whom it does not concern', async () => {
    expect((await ask(who('mild'), QUERY)).data.myDay).toEqual({
      protectedHour: null,
      supportOffer: null,
      agreedCategories: [],
      agreedTo: [],
    });
  });
});

describe('mayTakeOn', () => {
  const QUERY = `query ($reviewer: ID, $severity: Int!, $categories: [Category!]!, $start: DateTime) {
    mayTakeOn(reviewer: $reviewer, severity: $severity, categories: $categories, minutes: 5,
        start: $start) { __typename
      ... on MayTakeOn { may minutes earliest objections { rule } } ... on Invalid { field } } }`;
  const mild = { severity: 1, categories: ['LOW_HARM'] };

  it('answers the person, and wellbeing staff about whom they name', async () => {
    const own = await ask(who('mild'), QUERY, mild);
    expect(own.errors).toEqual([]);
    expect(own.data.mayTakeOn).toMatchObject({ may: true, objections: [], earliest: iso(now) });
    const named = { ...mild, reviewer: idOf('Reviewer', here.reviewer('bob')) };
    const { data } = await ask(staff('wellbeing'), QUERY, named);
    expect(data.mayTakeOn).toMatchObject({
      may: false,
      objections: [{ rule: 'continuous-exposure' }],
    });
  });

  it('tells a reviewer nothing of another', async () => {
    const named = { ...mild, reviewer: idOf('Reviewer', here.reviewer('bob')) };
    const { data } = await ask(who('mild'), QUERY, named);
    expect(data.mayTakeOn).toEqual({ __typename: 'NotFound' });
  });

  it.each([
    ['severity', { ...mild, severity: 6 }],
    ['categories', { ...mild, categories: [] }],
    ['start', { ...mild, start: iso(NOW + 24 * HOUR) }],
  ])('says Invalid about %s', async (field, work) => {
    const { data } = await ask(who('mild'), QUERY, work);
    expect(data.mayTakeOn).toEqual({ __typename: 'Invalid', field });
  });
});

describe('a lead', () => {
  const QUERY = `query ($reviewer: ID!, $item: ID!) { eligibility(reviewer: $reviewer, item: $item) {
    __typename ... on Availability { eligible returnsAt } } }`;
  const told = async (name: string) => {
    const ids = {
      reviewer: idOf('Reviewer', here.reviewer(name)),
      item: idOf('Item', here.item('one')),
    };
    return (await ask(staff('lead'), QUERY, ids)).data.eligibility;
  };

  it('is told when an ordinary break is over', async () => {
    const { eligible, returnsAt } = await told('bob');
    expect(eligible).toBe(false);
    expect(Date.parse(returnsAt)).toBeGreaterThan(now);
  });

  it.each(['ann', 'worn'])('is not told of quiet time, or when it ends (%s)', async (name) => {
    expect(await told(name)).toEqual({
      __typename: 'Availability',
      eligible: false,
      returnsAt: null,
    });
  });

  it.each([
    '{ myDay { supportOffer { id } } }',
    'query ($id: ID!) { clearances(reviewer: $id) { granted } }',
    'query ($id: ID!) { mayTakeOn(reviewer: $id, severity: 5, categories: [CSAM], minutes: 1) { __typename } }',
  ])('may not ask %s', async (query) => {
    const { errors } = await ask(staff('lead'), query, {
      id: idOf('Reviewer', here.reviewer('ann')),
    });
    expect(errors).toEqual(['FORBIDDEN']);
  });

  it('finds no word of flags, offers, agreements or blocks in what they may see of a person', async () => {
    const types = await ask(staff('lead'), '{ reviewers { edges { node { __typename name } } } }');
    expect(types.errors).toEqual([]);
    const { schema } = await import('../../schema/index.ts');
    const type = schema.getType('Reviewer');
    if (!type || !('getFields' in type)) throw new Error('a reviewer has fields');
    expect(Object.keys(type.getFields()).toSorted()).toEqual([
      'externalId',
      'id',
      'languages',
      'name',
      'shifts',
      'site',
      'takesEscalations',
      'team',
    ]);
  });
});
