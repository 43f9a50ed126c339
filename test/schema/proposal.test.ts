import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR } from '../../src/domain/time.ts';
import type { Viewer } from '../../src/services/viewer.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW, type World, world } from '../support/world.ts';

let now = NOW;
let test: TestDb;
let here: World;
let ask: Ask;
const ida: Viewer = { role: 'wellbeing', reviewer: null, name: 'ida' };
const uma: Viewer = { role: 'wellbeing', reviewer: null, name: 'uma' };

beforeAll(async () => {
  test = await testDb(() => now);
  here = await world(test.db, { reviewers: { ann: { saw: [[110, 100, 3]] }, bob: {} } });
  ask = client(test.db);
});
afterAll(() => test?.done());

const PROPOSE = `mutation ($changes: [PolicyChangeInput!]!) { proposePolicy(changes: $changes) {
  __typename
  ... on ProposalSet { proposal { id state loosens proposedBy
    changes { rule level scope scopeId withdraws parameters { name value unit } }
    effect { days reached looked assignments { count says } shifts { says }
      rules { rule breachesAfter { count says } peopleAfter { says } unverified } } } }
  ... on Invalid { field }
  ... on Error { code }
} }`;
const step = (name: string) => `mutation ($p: ID!) { ${name}(proposal: $p) { __typename
  ... on ProposalSet { proposal { state approvedBy endedBy entries { rule committedBy } } } } }`;

const LOOSER = {
  rule: 'graphic-minutes-per-day',
  level: 'HARD',
  scope: 'ORGANISATION',
  parameters: [{ name: 'limitMinutes', value: 300 }],
};

async function said(viewer: Viewer, query: string, variables: Record<string, unknown> = {}) {
  now += 1000;
  const { data, errors } = await ask(viewer, query, variables);
  expect(errors).toEqual([]);
  return data;
}

describe('a proposal', () => {
  it('shows its effect, is approved by another and then put in force, and stays in the history', async () => {
    const { proposePolicy } = await said(ida, PROPOSE, { changes: [LOOSER] });
    expect(proposePolicy.proposal).toMatchObject({
      state: 'PROPOSED',
      loosens: true,
      proposedBy: 'ida',
      changes: [{ rule: LOOSER.rule, scopeId: null, withdraws: false }],
      effect: {
        days: 28,
        reached: 2,
        looked: 2,
        assignments: { count: null, says: 'fewer than 5' },
        rules: [{ rule: LOOSER.rule, breachesAfter: { count: null }, unverified: 0 }],
      },
    });
    const p = proposePolicy.proposal.id;
    const activate = step('activatePolicy');
    expect((await said(ida, activate, { p })).activatePolicy.__typename).toBe('SecondPersonNeeded');
    const approve = step('approvePolicy');
    expect((await said(ida, approve, { p })).approvePolicy.__typename).toBe('SecondPersonNeeded');
    expect((await said(uma, approve, { p })).approvePolicy.proposal).toMatchObject({
      state: 'APPROVED',
      approvedBy: 'uma',
    });
    expect((await said(ida, activate, { p })).activatePolicy.proposal).toMatchObject({
      state: 'ACTIVATED',
      endedBy: 'ida',
      entries: [{ rule: LOOSER.rule, committedBy: 'ida' }],
    });
    const query = `{ rules(keys: ["${LOOSER.rule}"]) { key
      history { edges { node { committedBy parameters { name value } } } }
      proposals { edges { node { state } } } } }`;
    const { rules } = await said(uma, query);
    expect(rules).toHaveLength(1);
    const [latest, first] = rules[0].history.edges;
    expect(latest.node.committedBy).toBe('ida');
    expect(latest.node.parameters).toContainEqual({ name: 'limitMinutes', value: 300 });
    expect(first.node.committedBy).toBe('system');
    expect(rules[0].proposals.edges).toEqual([{ node: { state: 'ACTIVATED' } }]);
  });

  it('is not told to anybody who asks for the rule and is not of wellbeing staff', async () => {
    const query =
      '{ rules(keys: ["daily-rest"]) { history { edges { cursor } } proposals { edges { cursor } } } }';
    for (const viewer of [staff('lead'), staff('admin'), reviewer(here.reviewer('ann'))]) {
      const { rules } = await said(viewer, query);
      expect(rules[0].proposals).toBeNull();
      expect(rules[0].history.edges).toHaveLength(1);
    }
  });

  it.each([
    ['scopeId', 'no site is named', { scope: 'SITE' }],
    ['scopeId', 'a team is named for a site', { scope: 'SITE', scopeId: idOf('Team', 1) }],
    ['scopeId', 'everybody is named by an id', { scopeId: idOf('Site', 1) }],
    ['scope', 'the site is not there', { scope: 'SITE', scopeId: idOf('Site', 999_999) }],
    ['params', 'a number is not the rule’s', { parameters: [{ name: 'naps', value: 1 }] }],
    ['parameters', 'it withdraws and sets numbers', { withdraw: true }],
  ])('is Invalid in its %s when %s', async (field, _, more) => {
    const { proposePolicy } = await said(ida, PROPOSE, { changes: [{ ...LOOSER, ...more }] });
    expect(proposePolicy).toEqual({ __typename: 'Invalid', field, code: 'INVALID' });
  });
});

describe('an override', () => {
  it('is asked for, approved by another, shown to its person with its reason, and to no lead', async () => {
    const request = `mutation ($r: ID!, $end: DateTime!) { requestOverride(reviewer: $r, end: $end,
      rule: "daily-dose", reason: "The other site is down.") { __typename
      ... on OverrideSet { override { id approvedBy } } } }`;
    const ann = here.reviewer('ann');
    const { requestOverride } = await said(ida, request, {
      r: idOf('Reviewer', ann),
      end: new Date(NOW + HOUR).toISOString(),
    });
    const o = requestOverride.override.id;
    const mine = '{ myDay { overrides { rule reason end approvedBy } } }';
    expect((await said(reviewer(ann), mine)).myDay.overrides).toEqual([]);
    const approve = `mutation ($o: ID!) { approveOverride(override: $o) { __typename } }`;
    expect((await said(ida, approve, { o })).approveOverride.__typename).toBe('SecondPersonNeeded');
    expect((await said(uma, approve, { o })).approveOverride.__typename).toBe('OverrideSet');
    expect((await said(reviewer(ann), mine)).myDay.overrides).toEqual([
      {
        rule: 'daily-dose',
        reason: 'The other site is down.',
        end: new Date(NOW + HOUR).toISOString(),
        approvedBy: 'uma',
      },
    ]);
    for (const role of ['lead', 'admin', 'service'] as const) {
      const { errors } = await ask(staff(role), '{ overrides { edges { node { reason } } } }');
      expect(errors).toEqual(['FORBIDDEN']);
    }
    const other = await said(reviewer(here.reviewer('bob')), '{ overrides { edges { cursor } } }');
    expect(other.overrides.edges).toEqual([]);
    const end = 'mutation ($o: ID!) { endOverride(override: $o) { __typename } }';
    expect((await said(reviewer(ann), end, { o })).endOverride.__typename).toBe('OverrideSet');
    expect((await said(reviewer(ann), mine)).myDay.overrides).toEqual([]);
  });
});
