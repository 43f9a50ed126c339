import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { markCoverageGaps } from '../../src/services/coverage-gaps.ts';
import { approveOverride, requestOverride } from '../../src/services/overrides.ts';
import { planExposure } from '../../src/services/plan-exposure.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { proposePolicy } from '../../src/services/proposals.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import type { Role, Viewer } from '../../src/services/viewer.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW, type World, world } from '../support/world.ts';

const ROLES = ['reviewer', 'lead', 'wellbeing', 'admin', 'service'] as const;

let test: TestDb;
let here: World;
let ask: Ask;
const ids: Record<string, string> = {};

beforeAll(async () => {
  test = await testDb(() => NOW);
  const { db } = test;
  here = await world(db, {
    reviewers: { ann: { saw: [[60, 10, 2]] }, bob: { saw: [[90, 10, 2]] } },
    queues: { spam: ['LOW_HARM', 0], gore: ['GRAPHIC_VIOLENCE', 4] },
    items: { one: 'spam', two: 'spam', three: 'spam', four: 'gore' },
  });
  await markCoverageGaps(db, NOW);
  for (const { id } of await db.prisma.coverageGap.findMany()) ids['gap'] = idOf('CoverageGap', id);
  ask = client(db);
  const [ann, bob] = [here.reviewer('ann'), here.reviewer('bob')];
  ids['ann'] = idOf('Reviewer', ann);
  ids['bob'] = idOf('Reviewer', bob);
  ids['item'] = idOf('Item', here.item('three'));
  await claimNext(db, ann);
  await claimNext(db, bob);
  await setConsent(db, bob, { category: 'CSAM', granted: false, statement: null });
  const plan = await planExposure(
    db,
    bob,
    {
      key: 'one',
      plannedFor: 'project',
      severity: 1,
      categories: ['LOW_HARM'],
      start: NOW + 60 * MINUTE,
      end: NOW + 65 * MINUTE,
    },
    'ida',
  );
  ids['plan'] = idOf('PlannedExposure', plan.kind === 'planned' ? plan.plan : 0n);
  const person = { kind: 'person', id: bob } as const;
  await changePolicy(db, {
    rule: 'daily-rest',
    level: 'watch',
    scope: person,
    params: {},
    from: null,
  });
  await db.prisma.finding.create({ data: findingOf(bob, here.site('Reykjavik')) });
  for (const exposure of await db.prisma.exposure.findMany({ where: { reviewerId: bob } }))
    ids['exposure'] = idOf('Exposure', `${bob}-${exposure.startedAt.getTime()}-${exposure.id}`);
  for (const { id } of await db.prisma.finding.findMany()) ids['finding'] = idOf('Finding', id);
  for (const { id, itemId } of await db.prisma.assignment.findMany({
    where: { reviewerId: bob },
  })) {
    ids['assignment'] = idOf('Assignment', id);
    ids['held'] = idOf('Item', itemId);
  }
  for (const { id } of await db.prisma.shift.findMany({ where: { reviewerId: bob } }))
    ids['shift'] = idOf('Shift', id);
  for (const { version } of await db.prisma.policyEntry.findMany({ where: { scope: 'person' } }))
    ids['entry'] = idOf('PolicyEntry', version);
  const wanted = { reviewer: bob, rule: 'daily-rest', start: null, reason: 'a flood' };
  const opened = await requestOverride(db, { ...wanted, end: NOW + 60 * MINUTE }, 'ida');
  await approveOverride(db, opened, 'uma');
  ids['override'] = idOf('Override', opened);
  const change = { rule: 'daily-rest', level: 'watch', scope: person, params: {} } as const;
  const proposed = await proposePolicy(db, [change], 'ida', AbortSignal.abort());
  ids['proposal'] = idOf('PolicyProposal', proposed);
});

afterAll(() => test?.done());

function findingOf(reviewerId: number, siteId: number) {
  const at = new Date(NOW - 20 * MINUTE);
  return {
    reviewerId,
    siteId,
    localDate: new Date('2026-06-10T00:00:00Z'),
    rule: 'graphic-minutes-per-day',
    level: 'hard',
    cause: 'overrun',
    startedAt: at,
    endedAt: new Date(NOW),
    observed: 260,
    limit: 240,
    policyVersion: 1,
    explanation: '260 minutes of graphic content.',
    recordedAt: new Date(NOW),
  };
}

function as(role: Role): Viewer {
  return role === 'reviewer' ? reviewer(here.reviewer('ann')) : staff(role);
}

/** A whole operation for each root field, and who may ask it. */
const OPERATIONS: Readonly<Record<string, readonly [query: string, allowed: readonly Role[]]>> = {
  viewer: ['{ viewer { role } }', ROLES],
  node: ['query ($ann: ID!) { node(id: $ann) { id } }', ROLES],
  reviewer: ['query ($ann: ID!) { reviewer(id: $ann) { name } }', ROLES],
  reviewers: [
    '{ reviewers { edges { node { name team { name } } } } }',
    ['lead', 'wellbeing', 'admin', 'service'],
  ],
  sites: ['{ sites { edges { node { name zone } } } }', ['lead', 'wellbeing', 'admin', 'service']],
  teams: ['{ teams { edges { node { name } } } }', ['lead', 'wellbeing', 'admin', 'service']],
  queues: ['{ queues { edges { node { key depth { waiting } } } } }', ['lead', 'admin', 'service']],
  coverageGaps: [
    '{ coverageGaps { edges { node { language items barredBy { people } } } } }',
    ['lead', 'wellbeing', 'admin', 'service'],
  ],
  item: [
    'query ($item: ID!) { item(id: $item) { state } }',
    ['reviewer', 'lead', 'admin', 'service'],
  ],
  myDay: ['{ myDay { zone } }', ['reviewer']],
  myExposure: ['{ myExposure(from: "2026-06-01", to: "2026-06-30") { date } }', ['reviewer']],
  wellbeingMetrics: [
    '{ wellbeingMetrics(from: "2026-06-01", to: "2026-06-30") { __typename } }',
    ['wellbeing'],
  ],
  eligibility: [
    'query ($ann: ID!, $item: ID!) { eligibility(reviewer: $ann, item: $item) { __typename } }',
    ROLES,
  ],
  rules: ['{ rules { key inForce { says } } }', ROLES],
  policy: ['{ policy { version inForce { rule } history { edges { node { rule } } } } }', ROLES],
  lawPacks: ['{ lawPacks { jurisdiction figures { rule } } }', ROLES],
  findings: ['{ findings { edges { node { rule } } } }', ['reviewer', 'wellbeing']],
  exposures: [
    'query ($ann: ID!) { exposures(reviewer: $ann) { edges { node { severity } } } }',
    ['reviewer', 'wellbeing'],
  ],
  consents: [
    'query ($ann: ID!) { consents(reviewer: $ann) { granted } }',
    ['reviewer', 'wellbeing'],
  ],
  clearances: [
    'query ($ann: ID!) { clearances(reviewer: $ann) { granted } }',
    ['reviewer', 'wellbeing'],
  ],
  mayTakeOn: [
    `query ($ann: ID!) { mayTakeOn(reviewer: $ann, severity: 1, categories: [LOW_HARM],
      minutes: 5) { __typename } }`,
    ['reviewer', 'wellbeing', 'service'],
  ],
  plannedExposures: [
    'query ($ann: ID!) { plannedExposures(reviewer: $ann) { severity } }',
    ['reviewer', 'wellbeing', 'service'],
  ],
  planExposure: [
    `mutation { planExposure(key: "k", plannedFor: TRAINING, severity: 1, categories: [LOW_HARM],
      start: "2026-06-10T11:00:00Z", end: "2026-06-10T11:05:00Z") { __typename } }`,
    ['reviewer', 'service', 'wellbeing'],
  ],
  settlePlan: [
    `mutation ($plan: ID!) { settlePlan(plan: $plan, start: "2026-06-10T09:00:00Z",
      end: "2026-06-10T09:01:00Z", severity: 1, categories: [LOW_HARM]) { __typename } }`,
    ['reviewer', 'service', 'wellbeing'],
  ],
  cancelPlan: [
    'mutation ($plan: ID!) { cancelPlan(plan: $plan) { __typename } }',
    ['reviewer', 'service', 'wellbeing'],
  ],
  overrides: ['{ overrides { edges { node { rule } } } }', ['reviewer', 'wellbeing']],
  hazardStatement: ['{ hazardStatement { version } }', ROLES],
  ingestItems: ['mutation { ingestItems(items: []) { __typename } }', ['admin', 'service']],
  claimNext: ['mutation { claimNext { __typename } }', ['reviewer', 'service']],
  openItem: [
    'mutation ($a: ID!) { openItem(assignment: $a) { __typename } }',
    ['reviewer', 'service'],
  ],
  heartbeat: [
    'mutation ($a: ID!) { heartbeat(assignment: $a) { __typename } }',
    ['reviewer', 'service'],
  ],
  completeReview: [
    'mutation ($a: ID!) { completeReview(assignment: $a, decision: "keep") { __typename } }',
    ['reviewer', 'service'],
  ],
  stepAway: ['mutation { stepAway { __typename } }', ['reviewer', 'service']],
  startBreak: ['mutation { startBreak { __typename } }', ['reviewer', 'service']],
  deferBreak: ['mutation { deferBreak { __typename } }', ['reviewer', 'service']],
  endBreak: ['mutation { endBreak { __typename } }', ['reviewer', 'service']],
  recordExposure: [
    `mutation { recordExposure(origin: PROJECT, start: "2026-06-10T09:00:00Z", severity: 1,
      end: "2026-06-10T09:01:00Z", categories: [LOW_HARM]) { __typename } }`,
    ['reviewer', 'service'],
  ],
  setConsent: [
    'mutation { setConsent(category: CSAM, granted: false) { __typename } }',
    ['reviewer', 'service'],
  ],
  startGradually: [
    'mutation { startGradually(reviewer: "UmV2aWV3ZXI6MA==") { __typename } }',
    ['lead', 'wellbeing'],
  ],
  flagSelf: ['mutation { flagSelf { __typename } }', ['reviewer', 'service']],
  answerSupportOffer: [
    'mutation { answerSupportOffer(offer: "0", takenUp: true) { __typename } }',
    ['reviewer', 'service'],
  ],
  setAgreement: [
    'mutation { setAgreement(to: SEVERE_AT_NIGHT, granted: false) { __typename } }',
    ['reviewer', 'service'],
  ],
  setClearance: [
    `mutation ($ann: ID!) { setClearance(reviewer: $ann, category: CSAM, granted: false) {
      __typename } }`,
    ['wellbeing'],
  ],
  passUp: ['mutation ($a: ID!) { passUp(assignment: $a) { __typename } }', ['reviewer', 'service']],
  setTakesEscalations: [
    'mutation ($ann: ID!) { setTakesEscalations(reviewer: $ann, takes: false) { __typename } }',
    ['lead', 'admin'],
  ],
  setProtectedHour: [
    'mutation { setProtectedHour { __typename } }',
    ['reviewer', 'service', 'wellbeing'],
  ],
  publishHazardStatement: [
    'mutation { publishHazardStatement(text: " ") { __typename } }',
    ['wellbeing', 'admin'],
  ],
  policyProposals: ['{ policyProposals { edges { node { state } } } }', ['wellbeing']],
  proposePolicy: ['mutation { proposePolicy(changes: []) { __typename } }', ['wellbeing']],
  renewEffect: ['mutation ($p: ID!) { renewEffect(proposal: $p) { __typename } }', ['wellbeing']],
  approvePolicy: [
    'mutation ($p: ID!) { approvePolicy(proposal: $p) { __typename } }',
    ['wellbeing'],
  ],
  activatePolicy: [
    'mutation ($p: ID!) { activatePolicy(proposal: $p) { __typename } }',
    ['wellbeing'],
  ],
  withdrawProposal: [
    'mutation ($p: ID!) { withdrawProposal(proposal: $p) { __typename } }',
    ['wellbeing'],
  ],
  requestOverride: [
    `mutation ($ann: ID!) { requestOverride(reviewer: $ann, rule: "bedtime", reason: "x",
      end: "2026-06-10T11:00:00Z") { __typename } }`,
    ['wellbeing'],
  ],
  approveOverride: [
    'mutation ($o: ID!) { approveOverride(override: $o) { __typename } }',
    ['wellbeing'],
  ],
  endOverride: [
    'mutation ($o: ID!) { endOverride(override: $o) { __typename } }',
    ['reviewer', 'wellbeing'],
  ],
  auditedDays: [
    'query ($site: ID!) { auditedDays(site: $site, from: "2026-06-01", to: "2026-06-30") { date } }',
    ['wellbeing'],
  ],
  acknowledgeFinding: [
    'mutation ($f: ID!) { acknowledgeFinding(finding: $f) { __typename } }',
    ['wellbeing'],
  ],
  explainFinding: [
    'mutation ($f: ID!) { explainFinding(finding: $f, note: "x") { __typename } }',
    ['wellbeing'],
  ],
  resolveFinding: [
    'mutation ($f: ID!) { resolveFinding(finding: $f) { __typename } }',
    ['wellbeing'],
  ],
  importReport: ['mutation { importReport(files: []) { __typename } }', ['admin']],
};

function variables() {
  const [a, o] = [idOf('Assignment', 999_999), idOf('Override', 999_999)];
  const [f, site] = [idOf('Finding', 999_999), idOf('Site', 999_999)];
  return { ...ids, a, o, f, site, p: idOf('PolicyProposal', 999_999) };
}

describe('each root field', () => {
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}),
  );

  it('is in the table below', () => {
    expect(Object.keys(OPERATIONS).toSorted()).toEqual(fields.toSorted());
  });

  it.each(Object.keys(OPERATIONS))('%s is denied without a token', async (field) => {
    const { status, data, errors } = await ask(null, operation(field), variables());
    expect({ status, errors }).toEqual({ status: 401, errors: ['UNAUTHENTICATED'] });
    expect(data?.[field] ?? null).toBeNull();
  });

  const table = Object.entries(OPERATIONS).flatMap(([field, [, allowed]]) =>
    ROLES.map((role) => [field, role, allowed.includes(role) ? 'allowed' : 'denied'] as const),
  );

  it.each(table)('%s as %s is %s', async (field, role, expected) => {
    const { data, errors } = await ask(as(role), operation(field), variables());
    const denied = errors.includes('FORBIDDEN') || isForbidden(data?.[field]);
    expect(denied ? 'denied' : 'allowed').toBe(expected);
    if (expected === 'allowed') expect(errors).toEqual([]);
  });
});

function operation(field: string): string {
  return OPERATIONS[field]?.[0] ?? '';
}

/** A review tool that names nobody is told Invalid: it may ask. */
function isForbidden(result: unknown): boolean {
  return (
    typeof result === 'object' &&
    result !== null &&
    '__typename' in result &&
    result.__typename === 'Forbidden'
  );
}

describe('what belongs to another person', () => {
  const seen: readonly (readonly [what: string, roles: readonly Role[]])[] = [
    ['bob', ['lead', 'wellbeing', 'admin', 'service']],
    ['exposure', ['wellbeing']],
    ['finding', ['wellbeing']],
    ['assignment', ['wellbeing', 'service']],
    ['held', ['lead', 'admin', 'service']],
    ['shift', ['lead', 'wellbeing', 'admin', 'service']],
    ['entry', ['wellbeing']],
    ['override', ['wellbeing']],
    ['proposal', ['wellbeing']],
    ['gap', ['lead', 'wellbeing', 'admin', 'service']],
  ];
  const table = seen.flatMap(([what, roles]) =>
    ROLES.map((role) => [what, role, roles.includes(role)] as const),
  );

  it.each(table)('%s through node is for %s: %s', async (what, role, visible) => {
    const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    const { data, errors } = await ask(as(role), query, { id: ids[what] });
    expect(errors).toEqual([]);
    expect(data.node !== null).toBe(visible);
  });

  it('is theirs through node', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { id } }';
    const theirs = [
      'bob',
      'exposure',
      'finding',
      'assignment',
      'held',
      'shift',
      'entry',
      'override',
    ];
    for (const what of theirs) {
      const { data } = await ask(reviewer(here.reviewer('bob')), query, { id: ids[what] });
      expect(data.node, what).not.toBeNull();
    }
  });

  it.each([
    [
      'exposures',
      'query ($bob: ID!) { exposures(reviewer: $bob) { edges { cursor } } }',
      { edges: [] },
    ],
    [
      'findings',
      'query ($bob: ID!) { findings(reviewer: $bob) { edges { cursor } } }',
      { edges: [] },
    ],
    ['consents', 'query ($bob: ID!) { consents(reviewer: $bob) { granted } }', []],
    [
      'overrides',
      'query ($bob: ID!) { overrides(reviewer: $bob) { edges { cursor } } }',
      { edges: [] },
    ],
    ['reviewer', 'query ($bob: ID!) { reviewer(id: $bob) { name } }', null],
    [
      'eligibility',
      'query ($bob: ID!, $item: ID!) { eligibility(reviewer: $bob, item: $item) { __typename } }',
      { __typename: 'NotFound' },
    ],
    ['item', 'query ($held: ID!) { item(id: $held) { state } }', null],
  ])('is not told to a reviewer by %s', async (field, query, nothing) => {
    const { data, errors } = await ask(as('reviewer'), query, ids);
    expect(errors).toEqual([]);
    expect(data[field]).toEqual(nothing);
  });

  it('is not told by the policy, except to wellbeing staff and themselves', async () => {
    const query = '{ policy { inForce { scope } history { edges { node { scope } } } } }';
    for (const [viewer, told] of [
      [as('reviewer'), false],
      [as('lead'), false],
      [as('admin'), false],
      [as('wellbeing'), true],
      [reviewer(here.reviewer('bob')), true],
    ] as const) {
      const { data } = await ask(viewer, query);
      const scopes = JSON.stringify(data.policy);
      expect(scopes.includes('PERSON'), viewer.name).toBe(told);
    }
  });

  it('cannot be acted on by a reviewer', async () => {
    const query = 'mutation ($bob: ID!) { stepAway(reviewer: $bob) { __typename } }';
    const { data } = await ask(as('reviewer'), query, ids);
    expect(data.stepAway).toEqual({ __typename: 'Forbidden' });
    const held = await test.db.prisma.assignment.count({
      where: { reviewerId: here.reviewer('bob'), endedAt: null },
    });
    expect(held).toBe(1);
  });
});

describe('an id that cannot be', () => {
  it.each([
    ['Reviewer', '0'],
    ['Reviewer', '-1'],
    ['Reviewer', '99999999999'],
    ['Reviewer', "1' or '1'='1"],
    ['Item', '99999999999999999999'],
    ['Assignment', 'abc'],
    ['Exposure', '1-2'],
    ['Exposure', `1-${'9'.repeat(30)}-1`],
    ['Finding', '1.5'],
    ['PolicyEntry', ''],
    ['Nothing', '1'],
  ])('%s %s is nobody, or an error of the client', async (type, id) => {
    const query = 'query ($id: ID!) { node(id: $id) { id } }';
    const { data, errors } = await ask(as('wellbeing'), query, { id: idOf(type, id) });
    expect(data?.node ?? null).toBeNull();
    expect(errors).not.toContain('INTERNAL_SERVER_ERROR');
  });
});
