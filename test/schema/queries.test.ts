import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { startBreak } from '../../src/services/breaks.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { changePolicy } from '../../src/services/policy.ts';
import { setAgreement } from '../../src/services/set-agreement.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { stepAway } from '../../src/services/step-away.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW, type World, world } from '../support/world.ts';

/** A minute after what everybody saw was recorded. */
const LATER = NOW + MINUTE;

let now = NOW;
let test: TestDb;
let here: World;
let ask: Ask;

beforeAll(async () => {
  test = await testDb(() => now);
  const all = ['GRAPHIC_VIOLENCE', 'CSAM'] as const;
  here = await world(test.db, {
    reviewers: {
      ann: { consents: all },
      // A break is due.
      due: { consents: all, saw: [[51, 50, 0]] },
      // A break is due, and the limit of S5 for the day is reached.
      capped: {
        consents: all,
        saw: [
          [200, 120, 5],
          [51, 50, 0],
        ],
      },
      // Nothing but the limit of S5 stands in the way.
      full: {
        consents: all,
        saw: [
          [200, 70, 5],
          [100, 50, 5],
        ],
      },
      // 25 minutes of S5 are left.
      half: {
        consents: all,
        saw: [
          [170, 70, 5],
          [95, 5, 0],
          [50, 25, 5],
        ],
      },
      // A break is due, and the category is refused.
      refused: { consents: ['CSAM'], saw: [[51, 50, 0]] },
      breaking: { consents: all },
      busy: { consents: all },
      gone: { consents: all, shift: null },
      south: { site: 'Accra', team: 'South', shift: [-5, 2] },
    },
    queues: {
      // Due a quarter of an hour before the others, so that it is handed out first.
      mild: ['LOW_HARM', 0, { dueWithinMinutes: 45 }],
      gore: ['GRAPHIC_VIOLENCE', 4],
      worst: ['CSAM', 5],
      empty: ['LOW_HARM', 0],
    },
    items: { one: 'mild', two: 'mild', gory: 'gore', bad: 'worst' },
  });
  now = LATER;
  ask = client(test.db);
  await markBreaksDue(test.db, now);
  // So that nothing but the limit is left of what they saw.
  for (const name of ['capped', 'full', 'half'])
    await setAgreement(test.db, here.reviewer(name), {
      to: 'severe-after-aftermath',
      granted: true,
    });
  await startBreak(test.db, here.reviewer('breaking'), 'rest');
  await claimNext(test.db, here.reviewer('busy'));
});

afterAll(() => test?.done());

const who = (name: string) => reviewer(here.reviewer(name));
const iso = (at: number) => new Date(at).toISOString();

describe('queues', () => {
  it('say what waits, since when, and what is due', async () => {
    const query = `{ queues { edges { node { key category severity
      depth(withinMinutes: 31) { waiting oldestArrivedAt dueWithin } soon: depth(withinMinutes: 10) { dueWithin } } } } }`;
    const { data, errors } = await ask(staff('lead'), query);
    expect(errors).toEqual([]);
    expect(data.queues.edges.map((edge: { node: unknown }) => edge.node)).toEqual([
      {
        key: 'empty',
        category: 'LOW_HARM',
        severity: 0,
        depth: { waiting: 0, oldestArrivedAt: null, dueWithin: 0 },
        soon: { dueWithin: 0 },
      },
      {
        key: 'gore',
        category: 'GRAPHIC_VIOLENCE',
        severity: 4,
        depth: { waiting: 1, oldestArrivedAt: iso(NOW - HOUR / 2 + 2_000), dueWithin: 1 },
        soon: { dueWithin: 0 },
      },
      {
        key: 'mild',
        category: 'LOW_HARM',
        severity: 0,
        // One of the two is in somebody's hands.
        depth: { waiting: 1, oldestArrivedAt: iso(NOW - HOUR / 2 + 1_000), dueWithin: 1 },
        soon: { dueWithin: 0 },
      },
      {
        key: 'worst',
        category: 'CSAM',
        severity: 5,
        depth: { waiting: 1, oldestArrivedAt: iso(NOW - HOUR / 2 + 3_000), dueWithin: 1 },
        soon: { dueWithin: 0 },
      },
    ]);
  });
});

describe('the statements that a query needs', () => {
  async function statements(query: string): Promise<number> {
    const onPool = vi.spyOn(test.db.pool, 'query');
    const { errors } = await ask(staff('lead'), query);
    expect(errors).toEqual([]);
    const issued = onPool.mock.calls.length;
    onPool.mockRestore();
    return issued;
  }

  it.each([
    [
      'reviewers with their teams, sites and shifts',
      (
        n: number,
      ) => `{ reviewers(first: ${n}) { edges { node { name team { name } site { name zone }
        shifts(from: "2026-06-10T00:00:00Z", to: "2026-06-11T00:00:00Z") { startsAt site { name } } } } } }`,
      8,
    ],
    [
      'queues with what waits in them',
      (n: number) =>
        `{ queues(first: ${n}) { edges { node { key depth { waiting dueWithin } } } } }`,
      2,
    ],
  ])('%s are as many for one as for all', async (_what, query, most) => {
    const one = await statements(query(1));
    expect(await statements(query(100))).toBe(one);
    expect(one).toBeGreaterThan(0);
    expect(one).toBeLessThanOrEqual(most);
  });
});

describe('reviewers', () => {
  const QUERY = `query ($first: Int, $after: String, $team: ID, $site: ID) {
    reviewers(first: $first, after: $after, team: $team, site: $site) {
      edges { node { name site { name zone } team { name } } } pageInfo { hasNextPage endCursor } } }`;
  const names = (data: { reviewers: { edges: { node: { name: string } }[] } }) =>
    data.reviewers.edges.map(({ node }) => node.name);

  it('come in pages that miss nobody', async () => {
    const found: string[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { data } = await ask(staff('lead'), QUERY, { first: 4, after });
      found.push(...names(data));
      after = data.reviewers.pageInfo.endCursor;
      more = data.reviewers.pageInfo.hasNextPage;
    }
    expect(found).toHaveLength(10);
    expect(new Set(found).size).toBe(10);
  });

  it('are those of a team, a site, or both', async () => {
    const site = idOf('Site', here.site('Accra'));
    const { data } = await ask(staff('lead'), QUERY, { site });
    expect(data.reviewers.edges).toEqual([
      {
        node: {
          name: 'south',
          site: { name: 'Accra', zone: 'Africa/Accra' },
          team: { name: 'South' },
        },
      },
    ]);
    const [north] = await test.db.prisma.team.findMany({ where: { name: 'North' } });
    const team = idOf('Team', north?.id ?? 0);
    expect(names((await ask(staff('lead'), QUERY, { team })).data)).toHaveLength(9);
    expect(names((await ask(staff('lead'), QUERY, { team, site })).data)).toEqual([]);
  });
});

describe('the person themselves', () => {
  const QUERY = `query ($reviewer: ID!, $item: ID!) { eligibility(reviewer: $reviewer, item: $item) {
    __typename ... on Eligibility { eligible obstacles earliest objections { rule says observed limit unit } } } }`;
  const eligibility = async (name: string, item: string) => {
    const ids = {
      reviewer: idOf('Reviewer', here.reviewer(name)),
      item: idOf('Item', here.item(item)),
    };
    return (await ask(who(name), QUERY, ids)).data.eligibility;
  };

  it('is told yes', async () => {
    expect(await eligibility('ann', 'bad')).toMatchObject({ eligible: true, objections: [] });
  });

  it('is told every reason, in a sentence and in numbers, and when', async () => {
    const answer = await eligibility('refused', 'gory');
    expect(answer).toMatchObject({ eligible: false, earliest: null });
    expect(answer.objections).toEqual([
      {
        rule: 'category-consent',
        says: expect.stringContaining('not agreed to'),
        observed: 4,
        limit: 3,
        unit: 'SEVERITY',
      },
      {
        rule: 'continuous-exposure',
        says: expect.stringContaining('without 10 minutes away'),
        observed: 54,
        limit: 50,
        unit: 'MINUTES',
      },
    ]);
  });

  it('is told what stands in the way apart from rules', async () => {
    expect((await eligibility('gone', 'two')).obstacles).toEqual(['NOT_ON_SHIFT']);
    expect((await eligibility('breaking', 'two')).obstacles).toEqual(['ON_BREAK']);
    expect((await eligibility('busy', 'two')).obstacles).toEqual(['HOLDS_AN_ITEM']);
    expect((await eligibility('ann', 'one')).obstacles).toEqual(['ITEM_NOT_WAITING']);
  });
});

describe('a lead, an admin and a review tool', () => {
  const QUERY = `query ($reviewer: ID!, $item: ID!) { eligibility(reviewer: $reviewer, item: $item) {
    ... on Availability { eligible returnsAt } ... on Error { code } } }`;
  const rested = NOW - MINUTE + 10 * MINUTE;

  it.each([
    ['is told yes', 'ann', 'bad', true, null],
    ['is told when a break that is due is over', 'due', 'two', false, rested],
    ['is told no more when a limit bars too', 'capped', 'bad', false, null],
    ['is told no more when only a limit bars', 'full', 'bad', false, null],
    ['is told no more when a refusal bars too', 'refused', 'gory', false, null],
    [
      'is told when a break is over where the limit is of something else',
      'capped',
      'two',
      false,
      rested,
    ],
    ['is told no more of a break that nobody had to take', 'breaking', 'two', false, null],
    ['is told no more of who holds an item', 'busy', 'two', false, null],
    ['is told no more of who is not on shift', 'gone', 'two', false, null],
  ])('%s (%s, %s)', async (_says, name, item, eligible, returnsAt) => {
    const ids = {
      reviewer: idOf('Reviewer', here.reviewer(name)),
      item: idOf('Item', here.item(item)),
    };
    for (const role of ['lead', 'admin', 'service'] as const) {
      const { data, errors } = await ask(staff(role), QUERY, ids);
      expect(errors).toEqual([]);
      expect(data.eligibility).toEqual({ eligible, returnsAt: returnsAt && iso(returnsAt) });
    }
  });

  it('cannot tell a limit from a refusal', async () => {
    const limit = await ask(staff('lead'), QUERY, {
      reviewer: idOf('Reviewer', here.reviewer('full')),
      item: idOf('Item', here.item('bad')),
    });
    const refusal = await ask(staff('lead'), QUERY, {
      reviewer: idOf('Reviewer', here.reviewer('refused')),
      item: idOf('Item', here.item('gory')),
    });
    expect(limit.data).toEqual(refusal.data);
  });

  it('is told NotFound of nobody and nothing', async () => {
    const item = idOf('Item', here.item('two'));
    const { data } = await ask(staff('lead'), QUERY, { reviewer: idOf('Reviewer', 4711), item });
    expect(data.eligibility).toEqual({ code: 'NOT_FOUND' });
  });

  it.each(['objections { rule }', 'obstacles', 'earliest'])('is not given %s', async (field) => {
    const query = `query ($reviewer: ID!, $item: ID!) { eligibility(reviewer: $reviewer, item: $item) {
      __typename ... on Eligibility { ${field} } } }`;
    const ids = {
      reviewer: idOf('Reviewer', here.reviewer('full')),
      item: idOf('Item', here.item('bad')),
    };
    const { data } = await ask(staff('lead'), query, ids);
    expect(data.eligibility).toEqual({ __typename: 'Availability' });
  });
});

describe('myDay', () => {
  const QUERY = `{ myDay { now zone shift { startsAt endsAt site { name } } nextShift { startsAt }
    assignment { item { externalId queue { key } } } breaksDue { kind dueAt }
    breaksTaken { kind startedAt endedAt } nextBreakAt comesNext { at says }
    headroom { severity minutes earliest limitedBy { rule says observed limit unit } } } }`;

  it('says where the person stands and what comes next', async () => {
    const { data, errors } = await ask(who('ann'), QUERY);
    expect(errors).toEqual([]);
    expect(data.myDay).toMatchObject({
      now: iso(LATER),
      zone: 'Atlantic/Reykjavik',
      shift: {
        startsAt: iso(NOW - 2 * HOUR),
        endsAt: iso(NOW + 6 * HOUR),
        site: { name: 'Reykjavik' },
      },
      nextShift: null,
      assignment: null,
      breaksDue: [],
      breaksTaken: [],
      nextBreakAt: iso(LATER + 50 * MINUTE),
      comesNext: { at: iso(LATER + 50 * MINUTE), says: 'A break falls due if you go on.' },
    });
    expect(data.myDay.headroom).toHaveLength(6);
    expect(data.myDay.headroom[0]).toMatchObject({
      severity: 0,
      minutes: 50,
      limitedBy: { rule: 'continuous-exposure', limit: 50, unit: 'MINUTES' },
    });
  });

  it('says what is left of each severity, and what limits it', async () => {
    const { data } = await ask(who('half'), QUERY);
    expect(data.myDay.headroom[5]).toMatchObject({
      severity: 5,
      minutes: expect.closeTo(25, 0),
      limitedBy: { rule: 'daily-dose', unit: 'PERCENT', limit: 100 },
    });
  });

  it('says what is in their hands', async () => {
    const { data } = await ask(who('busy'), QUERY);
    expect(data.myDay.assignment).toEqual({ item: { externalId: 'one', queue: { key: 'mild' } } });
  });

  it('says which breaks are due and which are taken', async () => {
    expect((await ask(who('due'), QUERY)).data.myDay.breaksDue).toEqual([
      { kind: 'WELLBEING', dueAt: iso(LATER) },
    ]);
    expect((await ask(who('breaking'), QUERY)).data.myDay.breaksTaken).toEqual([
      { kind: 'REST', startedAt: iso(LATER), endedAt: null },
    ]);
  });

  it('says it to who is not on shift too', async () => {
    const { data, errors } = await ask(who('gone'), QUERY);
    expect(errors).toEqual([]);
    expect(data.myDay).toMatchObject({ shift: null, nextBreakAt: null, comesNext: null });
  });
});

describe('viewer, reviewer, item and hazardStatement', () => {
  it('say who asks, with their own shifts', async () => {
    const query = `{ viewer { name role reviewer { name languages
      shifts(from: "2026-06-10T00:00:00Z", to: "2026-06-11T00:00:00Z") { startsAt } } } hazardStatement { version text } }`;
    const { data } = await ask(who('ann'), query);
    expect(data.viewer).toEqual({
      name: `reviewer ${here.reviewer('ann')}`,
      role: 'REVIEWER',
      reviewer: { name: 'ann', languages: [], shifts: [{ startsAt: iso(NOW - 2 * HOUR) }] },
    });
    expect(data.hazardStatement).toMatchObject({
      version: 1,
      text: expect.stringContaining('refuse'),
    });
    expect(
      (await ask(staff('lead'), '{ viewer { reviewer { id } } }')).data.viewer.reviewer,
    ).toBeNull();
  });

  it('say what an item counts as', async () => {
    const query =
      'query ($id: ID!) { item(id: $id) { state severity categories media dueAt decision } }';
    const { data } = await ask(staff('lead'), query, { id: idOf('Item', here.item('gory')) });
    expect(data.item).toMatchObject({
      state: 'WAITING',
      severity: 4,
      categories: ['GRAPHIC_VIOLENCE'],
    });
  });
});

describe('rules and policy', () => {
  const RULES =
    '{ rules { key unit parameters { name unit default } inForce { level says since parameters { name value unit } } } }';

  it('are data: every rule with its numbers, units and since when', async () => {
    const { data } = await ask(staff('lead'), RULES);
    expect(data.rules.map((rule: { key: string }) => rule.key)).toContain('daily-rest');
    const graphic = data.rules.find(
      (rule: { key: string }) => rule.key === 'graphic-minutes-per-day',
    );
    expect(graphic).toMatchObject({
      unit: 'MINUTES',
      parameters: [
        { name: 'limitMinutes', unit: 'MINUTES', default: 240 },
        { name: 'fromSeverity', unit: 'SEVERITY', default: 3 },
      ],
      inForce: [
        {
          level: 'HARD',
          since: iso(NOW),
          parameters: expect.arrayContaining([
            { name: 'limitMinutes', value: 240, unit: 'MINUTES' },
          ]),
        },
      ],
    });
  });

  it('are those that hold for the reviewer who asks', async () => {
    now = LATER + MINUTE;
    const id = here.reviewer('gone');
    const change = {
      rule: 'graphic-minutes-per-day',
      level: 'hard',
      params: { limitMinutes: 60 },
    } as const;
    const from = await changePolicy(test.db, {
      ...change,
      scope: { kind: 'person', id },
      from: null,
    });
    const inForce = async (name: string) => {
      const { data } = await ask(who(name), RULES);
      return data.rules.find((rule: { key: string }) => rule.key === change.rule).inForce[0];
    };
    expect(await inForce('gone')).toMatchObject({
      since: iso(from),
      says: expect.stringContaining('60'),
    });
    expect(await inForce('ann')).toMatchObject({
      since: iso(NOW),
      says: expect.stringContaining('240'),
    });
  });

  it('tell what is in force from what was', async () => {
    const change = { rule: 'daily-rest', level: 'hard', scope: { kind: 'organisation' } } as const;
    const QUERY = `{ policy { version inForce { version rule scope scopeId parameters { name value unit } }
      history(first: 2) { edges { node { version rule } } pageInfo { hasNextPage } } } }`;
    const before = (await ask(staff('admin'), QUERY)).data.policy;
    await changePolicy(test.db, { ...change, params: { restMinutes: 720 }, from: now + HOUR });
    const planned = (await ask(staff('admin'), QUERY)).data.policy;
    expect(planned.version).toBe(before.version + 1);
    expect(planned.inForce).toEqual(before.inForce);
    await changePolicy(test.db, { ...change, params: { restMinutes: 700 }, from: null });
    now += 1;
    const after = (await ask(staff('admin'), QUERY)).data.policy;
    const rest = after.inForce.filter((entry: { rule: string }) => entry.rule === 'daily-rest');
    expect(rest).toEqual([
      {
        version: before.version + 2,
        rule: 'daily-rest',
        scope: 'ORGANISATION',
        scopeId: null,
        parameters: [{ name: 'restMinutes', value: 700, unit: 'MINUTES' }],
      },
    ]);
    expect(after.history.pageInfo.hasNextPage).toBe(true);
  });
});

describe('the ledger, consents and findings', () => {
  const EXPOSURES = `query ($reviewer: ID, $first: Int, $after: String, $last: Int, $from: DateTime) {
    exposures(reviewer: $reviewer, first: $first, after: $after, last: $last, from: $from) {
      edges { node { startedAt endedAt severity origin } } pageInfo { endCursor hasNextPage } } }`;

  it('come the latest first, in pages, to the person and to wellbeing staff', async () => {
    const { data } = await ask(who('half'), EXPOSURES, { first: 1 });
    expect(data.exposures.edges[0].node).toEqual({
      startedAt: iso(NOW - 50 * MINUTE),
      endedAt: iso(NOW - 25 * MINUTE),
      severity: 5,
      origin: 'INCIDENTAL',
    });
    const { endCursor: after, hasNextPage } = data.exposures.pageInfo;
    expect(hasNextPage).toBe(true);
    const rest = await ask(staff('wellbeing'), EXPOSURES, {
      reviewer: idOf('Reviewer', here.reviewer('half')),
      first: 5,
      after,
    });
    expect(
      rest.data.exposures.edges.map((e: { node: { startedAt: string } }) => e.node.startedAt),
    ).toEqual([95, 170].map((ago) => iso(NOW - ago * MINUTE)));
    expect(rest.data.exposures.pageInfo.hasNextPage).toBe(false);
    const recent = await ask(who('half'), EXPOSURES, { from: iso(NOW - HOUR) });
    expect(recent.data.exposures.edges).toHaveLength(1);
    const last = await ask(who('half'), EXPOSURES, { last: 1 });
    expect(last.data.exposures.edges[0].node.startedAt).toBe(iso(NOW - 170 * MINUTE));
  });

  it('say what was said last of each category', async () => {
    await setConsent(test.db, here.reviewer('ann'), {
      category: 'CSAM',
      granted: false,
      statement: null,
    });
    await stepAway(test.db, here.reviewer('ann'));
    const { data } = await ask(who('ann'), '{ consents { category granted statementVersion } }');
    expect(data.consents).toEqual([
      { category: 'CSAM', granted: false, statementVersion: 1 },
      { category: 'GRAPHIC_VIOLENCE', granted: true, statementVersion: 1 },
    ]);
  });

  it('can be asked by site, day, cause and reviewer', async () => {
    const [reykjavik, accra] = [here.site('Reykjavik'), here.site('Accra')];
    const [ann, south] = [here.reviewer('ann'), here.reviewer('south')];
    await test.db.prisma.finding.createMany({
      data: [
        findingOf(ann, reykjavik, '2026-06-08', 'overrun'),
        findingOf(ann, reykjavik, '2026-06-09', 'reclassified'),
        findingOf(south, accra, '2026-06-09', 'overrun'),
      ],
    });
    const found = async (filter: string) => {
      const query = `{ findings(${filter}) { edges { node { localDate cause unit observed reviewer { name } site { name } } } } }`;
      const { data, errors } = await ask(staff('wellbeing'), query);
      expect(errors).toEqual([]);
      return data.findings.edges.map(
        (e: { node: { localDate: string; reviewer: { name: string } } }) =>
          `${e.node.reviewer.name} ${e.node.localDate.slice(8)}`,
      );
    };
    expect(await found('first: 9')).toEqual(['south 09', 'ann 09', 'ann 08']);
    expect(await found(`site: "${idOf('Site', accra)}"`)).toEqual(['south 09']);
    expect(await found('from: "2026-06-09", to: "2026-06-09"')).toEqual(['south 09', 'ann 09']);
    expect(await found('to: "2026-06-08"')).toEqual(['ann 08']);
    expect(await found('cause: RECLASSIFIED')).toEqual(['ann 09']);
    expect(await found(`reviewer: "${idOf('Reviewer', south)}"`)).toEqual(['south 09']);
    const own = await ask(who('south'), '{ findings { edges { node { cause } } } }');
    expect(own.data.findings.edges).toEqual([{ node: { cause: 'OVERRUN' } }]);
  });

  function findingOf(reviewerId: number, siteId: number, date: string, cause: string) {
    const at = Date.parse(`${date}T10:00:00Z`);
    return {
      reviewerId,
      siteId,
      localDate: new Date(`${date}T00:00:00Z`),
      rule: 'graphic-minutes-per-day',
      level: 'hard',
      cause,
      startedAt: new Date(at),
      endedAt: new Date(at + MINUTE),
      observed: 241,
      limit: 240,
      policyVersion: 1,
      explanation: 'A minute too much.',
      recordedAt: new Date(NOW),
    };
  }
});

describe('an instant', () => {
  const QUERY = 'query ($from: DateTime) { exposures(from: $from) { edges { cursor } } }';

  it.each([
    ['2026-06-10T10:00:00Z', true],
    ['2026-06-10T12:00:00.123+02:00', true],
    ['2026-06-10T10:00:00', false],
    ['2026-06-10', false],
    ['2026-02-30T10:00:00Z', false],
    ['yesterday', false],
  ])('%s is taken: %s', async (from, taken) => {
    const { errors } = await ask(who('ann'), QUERY, { from });
    expect(errors.length === 0).toBe(taken);
    expect(errors).not.toContain('INTERNAL_SERVER_ERROR');
  });
});
