import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import { readBundled } from '../../src/services/bundled-report.ts';
import type { Viewer } from '../../src/services/viewer.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW, type World, world } from '../support/world.ts';

let now = NOW;
let test: TestDb;
let here: World;
let ask: Ask;
let ann: Viewer;

beforeEach(async () => {
  now = NOW;
  test = await testDb(() => now);
  here = await world(test.db, {
    reviewers: {
      ann: {},
      eve: { shift: [4, 12] },
      // So worn that nothing of what waits is left, but the day is young.
      joe: { saw: [[115, 50, 1]] },
      max: { saw: [[49, 48, 0]] },
    },
    queues: { mild: ['LOW_HARM', 0], gore: ['GRAPHIC_VIOLENCE', 4] },
    items: { one: 'mild', two: 'mild' },
  });
  ask = client(test.db);
  ann = reviewer(here.reviewer('ann'));
});

afterEach(() => test?.done());

const CLAIM = `mutation ($reviewer: ID) { claimNext(reviewer: $reviewer) {
  __typename
  ... on ItemAssigned { resumed heartbeatSeconds
    assignment { id leaseUntil limitAt announcedSeverity announcedCategories outcome item { id externalId state severity } } }
  ... on NotOnShift { nextShiftAt }
  ... on OnBreak { since }
  ... on NotEligible { earliest objections { rule title says observed limit unit from } }
  ... on Error { code message }
} }`;

async function mutate(viewer: Viewer, field: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await ask(viewer, OPERATIONS[field] ?? '', variables);
  expect(errors).toEqual([]);
  return data[field];
}

const OPERATIONS: Readonly<Record<string, string>> = {
  claimNext: CLAIM,
  openItem: `mutation ($assignment: ID!, $reviewer: ID) {
    openItem(assignment: $assignment, reviewer: $reviewer) { __typename
      ... on ItemOpened { assignment { openedAt } } ... on Error { code } } }`,
  heartbeat: `mutation ($assignment: ID!, $reviewer: ID) {
    heartbeat(assignment: $assignment, reviewer: $reviewer) { __typename
      ... on LeaseExtended { leaseUntil limitAt warning } ... on Error { code } } }`,
  completeReview: `mutation ($assignment: ID!, $decision: String!, $severity: Int, $categories: [Category!]) {
    completeReview(assignment: $assignment, decision: $decision, severity: $severity, categories: $categories) {
      __typename ... on ReviewCompleted { seenSeconds again } ... on ReviewTooLate { seenSeconds }
      ... on Invalid { field } ... on Error { code } } }`,
  stepAway: `mutation ($reviewer: ID) { stepAway(reviewer: $reviewer) { __typename
    ... on SteppedAway { seenSeconds item { externalId state } } ... on Invalid { field } ... on Error { code } } }`,
  startBreak: `mutation ($kind: BreakKind!) { startBreak(kind: $kind) { __typename
    ... on BreakStarted { startedAt again item { externalId } } } }`,
  endBreak: `mutation { endBreak { __typename
    ... on BreakEnded { startedAt endedAt } ... on Error { code message } } }`,
  recordExposure: `mutation ($origin: Origin!, $start: DateTime!, $end: DateTime!, $severity: Int!,
      $categories: [Category!]!, $corrects: ID, $reviewer: ID) {
    recordExposure(origin: $origin, start: $start, end: $end, severity: $severity,
      categories: $categories, corrects: $corrects, reviewer: $reviewer) { __typename
      ... on ExposureRecorded { leaseUntil exposure { id startedAt severity categories origin corrects } }
      ... on Invalid { field } ... on Error { message } } }`,
  setConsent: `mutation ($category: Category!, $granted: Boolean!, $statementVersion: Int) {
    setConsent(category: $category, granted: $granted, statementVersion: $statementVersion) {
      __typename ... on ConsentSet { item { externalId } } ... on StatementOutdated { current code } } }`,
  flagSelf: `mutation ($letGo: Boolean, $reviewer: ID) {
    flagSelf(letGo: $letGo, reviewer: $reviewer) { __typename
      ... on SelfFlagged { seenSeconds item { externalId } offer { id offeredAt expiresAt } }
      ... on Error { code } } }`,
  answerSupportOffer: `mutation ($offer: ID!, $takenUp: Boolean!) {
    answerSupportOffer(offer: $offer, takenUp: $takenUp) { __typename
      ... on SupportOfferAnswered { offer } ... on Error { code } } }`,
  setAgreement: `mutation ($to: Agreement!, $granted: Boolean!) {
    setAgreement(to: $to, granted: $granted) { __typename
      ... on AgreementSet { item { externalId } } ... on Error { code } } }`,
  setClearance: `mutation ($reviewer: ID!, $category: Category!, $granted: Boolean!) {
    setClearance(reviewer: $reviewer, category: $category, granted: $granted) { __typename
      ... on ClearanceSet { reviewer { externalId } } ... on Error { code } } }`,
  setProtectedHour: `mutation ($weekday: Int, $time: String, $reviewer: ID) {
    setProtectedHour(weekday: $weekday, time: $time, reviewer: $reviewer) { __typename
      ... on ProtectedHourSet { next { startsAt endsAt } } ... on Invalid { field } } }`,
  publishHazardStatement: `mutation ($text: String!) { publishHazardStatement(text: $text) {
    __typename ... on HazardStatementPublished { statement { version text publishedAt } }
    ... on Invalid { field } } }`,
  ingestItems: `mutation ($items: [IncomingItem!]!) { ingestItems(items: $items) { __typename
    ... on ItemsIngested { accepted { externalId item added } rejected { index externalId why } }
    ... on Invalid { field code } } }`,
  importReport: `mutation ($files: [ReportFile!]!) { importReport(files: $files) { __typename
    ... on ReportImported { already warnings { file row message } report { service periodFrom periodTo } }
    ... on ReportInvalid { code errors { file row column message } } ... on Invalid { field } } }`,
};

/** Ann claims; the id of her assignment. */
async function claimed(): Promise<string> {
  const { assignment } = await mutate(ann, 'claimNext');
  return assignment.id;
}

describe('claimNext', () => {
  it('gives the item that is due first, and the same one again', async () => {
    const first = await mutate(ann, 'claimNext');
    expect(first).toMatchObject({
      __typename: 'ItemAssigned',
      resumed: false,
      heartbeatSeconds: 60,
      assignment: {
        leaseUntil: new Date(NOW + 180 * SECOND).toISOString(),
        announcedSeverity: 0,
        announcedCategories: ['LOW_HARM'],
        outcome: null,
        item: { externalId: 'one', state: 'HELD', severity: 0 },
      },
    });
    const again = await mutate(ann, 'claimNext');
    expect(again).toMatchObject({ resumed: true, assignment: { id: first.assignment.id } });
  });

  it('says NotOnShift with the next shift', async () => {
    expect(await mutate(reviewer(here.reviewer('eve')), 'claimNext')).toEqual({
      __typename: 'NotOnShift',
      code: 'NOT_ON_SHIFT',
      message: 'You are not on shift.',
      nextShiftAt: new Date(NOW + 4 * HOUR).toISOString(),
    });
  });

  it('says OnBreak since when', async () => {
    await mutate(ann, 'startBreak', { kind: 'MEAL' });
    expect(await mutate(ann, 'claimNext')).toMatchObject({
      __typename: 'OnBreak',
      code: 'ON_BREAK',
      since: new Date(NOW).toISOString(),
    });
  });

  it('says NothingWaiting', async () => {
    await test.db.prisma.item.updateMany({ data: { state: 'done', decidedAt: new Date(NOW) } });
    expect(await mutate(ann, 'claimNext')).toMatchObject({
      __typename: 'NothingWaiting',
      code: 'NOTHING_WAITING',
    });
  });

  it('says NotEligible with reasons in sentences and numbers, and when', async () => {
    now += MINUTE;
    const max = await mutate(reviewer(here.reviewer('max')), 'claimNext');
    expect(max).toMatchObject({ __typename: 'NotEligible', code: 'NOT_ELIGIBLE' });
    expect(max.objections).toEqual([
      {
        rule: 'continuous-exposure',
        title: 'Continuous exposure',
        says: '52 minutes without 10 minutes away, where 50 are the most.',
        observed: 52,
        limit: 50,
        unit: 'MINUTES',
        from: new Date(NOW + MINUTE).toISOString(),
      },
    ]);
    expect(max.message).toContain('52 minutes without 10 minutes away');
    expect(Date.parse(max.earliest)).toBe(NOW + 9 * MINUTE);
  });

  it('acts for the reviewer that a review tool names', async () => {
    const given = await mutate(staff('service'), 'claimNext', {
      reviewer: idOf('Reviewer', here.reviewer('ann')),
    });
    expect(given.__typename).toBe('ItemAssigned');
    expect(await mutate(ann, 'claimNext')).toMatchObject({
      resumed: true,
      assignment: { id: given.assignment.id },
    });
  });

  it('says NotFound for a reviewer who is not, and Invalid when nobody is named', async () => {
    const nobody = { reviewer: idOf('Reviewer', 4711) };
    expect(await mutate(staff('service'), 'claimNext', nobody)).toMatchObject({
      __typename: 'NotFound',
      code: 'NOT_FOUND',
    });
    expect(await mutate(staff('service'), 'claimNext')).toMatchObject({ __typename: 'Invalid' });
  });
});

describe('openItem and heartbeat', () => {
  it('open the item and extend the lease', async () => {
    const assignment = await claimed();
    now += 20 * SECOND;
    expect(await mutate(ann, 'openItem', { assignment })).toEqual({
      __typename: 'ItemOpened',
      assignment: { openedAt: new Date(now).toISOString() },
    });
    now += 40 * SECOND;
    const beat = await mutate(ann, 'heartbeat', { assignment });
    expect(beat).toMatchObject({ __typename: 'LeaseExtended', warning: false });
    expect(Date.parse(beat.leaseUntil)).toBe(now + 180 * SECOND);
  });

  it.each(['openItem', 'heartbeat'])(
    '%s says LeaseLapsed when it ran out, then NotHeld',
    async (field) => {
      const assignment = await claimed();
      now += 10 * MINUTE;
      expect(await mutate(ann, field, { assignment })).toEqual({
        __typename: 'LeaseLapsed',
        code: 'LEASE_LAPSED',
      });
      expect(await mutate(ann, field, { assignment })).toEqual({
        __typename: 'NotHeld',
        code: 'NOT_HELD',
      });
    },
  );

  it.each(['openItem', 'heartbeat'])(
    "%s is NotHeld for somebody else's assignment",
    async (field) => {
      const assignment = await claimed();
      const joe = reviewer(here.reviewer('joe'));
      expect(await mutate(joe, field, { assignment })).toMatchObject({ __typename: 'NotHeld' });
    },
  );
});

describe('completeReview', () => {
  it('decides once, with what was really seen', async () => {
    const assignment = await claimed();
    now += 30 * SECOND;
    const review = { assignment, decision: 'remove', severity: 3, categories: ['HATE_INCITEMENT'] };
    const done = { __typename: 'ReviewCompleted', seenSeconds: 30, again: false };
    expect(await mutate(ann, 'completeReview', review)).toEqual(done);
    expect(await mutate(ann, 'completeReview', review)).toEqual({ ...done, again: true });
    const [seen] = await test.db.prisma.exposure.findMany({
      where: { reviewerId: here.reviewer('ann') },
    });
    expect(seen).toMatchObject({ severity: 3, categories: ['HATE_INCITEMENT'] });
  });

  it('says ReviewTooLate and keeps what was seen', async () => {
    const assignment = await claimed();
    now += 10 * MINUTE;
    await mutate(ann, 'heartbeat', { assignment });
    expect(await mutate(ann, 'completeReview', { assignment, decision: 'keep' })).toEqual({
      __typename: 'ReviewTooLate',
      code: 'REVIEW_TOO_LATE',
      seenSeconds: 60,
    });
  });

  it.each([
    ['decision', { decision: '' }],
    ['decision', { decision: 'x'.repeat(201) }],
    ['decision', { decision: 'a\u0000b' }],
    ['severity', { decision: 'keep', severity: 6 }],
    ['categories', { decision: 'keep', categories: [] }],
  ])('says Invalid about %s', async (field, review) => {
    const assignment = await claimed();
    expect(await mutate(ann, 'completeReview', { assignment, ...review })).toEqual({
      __typename: 'Invalid',
      field,
      code: 'INVALID',
    });
  });

  it('says NotHeld for what was never theirs', async () => {
    const assignment = idOf('Assignment', 4711);
    expect(await mutate(ann, 'completeReview', { assignment, decision: 'keep' })).toMatchObject({
      __typename: 'NotHeld',
    });
  });
});

describe('stepAway', () => {
  it('lets go at once and counts the seconds; with nothing in hand it works too', async () => {
    await claimed();
    now += 12 * SECOND;
    expect(await mutate(ann, 'stepAway')).toEqual({
      __typename: 'SteppedAway',
      seenSeconds: 12,
      item: { externalId: 'one', state: 'WAITING' },
    });
    expect(await mutate(ann, 'stepAway')).toEqual({
      __typename: 'SteppedAway',
      seenSeconds: 0,
      item: null,
    });
  });

  it('is NotFound for nobody', async () => {
    const nobody = { reviewer: idOf('Reviewer', 4711) };
    expect(await mutate(staff('service'), 'stepAway', nobody)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

describe('breaks', () => {
  it('start at once, once, and end', async () => {
    await claimed();
    now += 5 * SECOND;
    const startedAt = new Date(now).toISOString();
    const started = {
      __typename: 'BreakStarted',
      startedAt,
      again: false,
      item: { externalId: 'one' },
    };
    expect(await mutate(ann, 'startBreak', { kind: 'WELLBEING' })).toEqual(started);
    now += MINUTE;
    expect(await mutate(ann, 'startBreak', { kind: 'WELLBEING' })).toEqual({
      ...started,
      again: true,
      item: null,
    });
    now += MINUTE;
    expect(await mutate(ann, 'endBreak')).toEqual({
      __typename: 'BreakEnded',
      startedAt,
      endedAt: new Date(now).toISOString(),
    });
    expect(await mutate(ann, 'endBreak')).toEqual({
      __typename: 'NoBreak',
      code: 'NO_BREAK',
      message: 'You are not on a break.',
    });
  });
});

describe('recordExposure', () => {
  const seen = {
    origin: 'ESCALATION',
    start: new Date(NOW - 20 * MINUTE).toISOString(),
    end: new Date(NOW - 10 * MINUTE).toISOString(),
    severity: 2,
    categories: ['HATE_INCITEMENT'],
  };

  it('keeps what was seen, and a correction of it', async () => {
    const first = await mutate(ann, 'recordExposure', seen);
    expect(first).toMatchObject({
      __typename: 'ExposureRecorded',
      leaseUntil: null,
      exposure: { severity: 2, origin: 'ESCALATION', corrects: null },
    });
    const corrects = first.exposure.id;
    const second = await mutate(ann, 'recordExposure', { ...seen, severity: 4, corrects });
    expect(second.exposure).toMatchObject({ severity: 4, corrects });
    expect(await mutate(ann, 'recordExposure', { ...seen, corrects })).toMatchObject({
      __typename: 'Invalid',
      field: 'corrects',
    });
  });

  it('shows a review tool the row that it has recorded', async () => {
    const named = { ...seen, reviewer: idOf('Reviewer', here.reviewer('ann')) };
    const kept = await mutate(staff('service'), 'recordExposure', named);
    expect(kept.exposure.severity).toBe(2);
  });

  it('tells what is left of the lease of a held item', async () => {
    await claimed();
    now += 10 * SECOND;
    const { leaseUntil } = await mutate(ann, 'recordExposure', seen);
    expect(Date.parse(leaseUntil)).toBe(NOW + 180 * SECOND);
  });

  it.each([
    ['origin', { origin: 'ASSIGNMENT' }],
    ['severity', { severity: -1 }],
    ['categories', { categories: [] }],
    ['end', { end: new Date(NOW + MINUTE).toISOString() }],
    ['end', { end: seen.start }],
  ])('says Invalid about %s', async (field, change) => {
    expect(await mutate(ann, 'recordExposure', { ...seen, ...change })).toMatchObject({
      __typename: 'Invalid',
      field,
    });
  });

  it("cannot correct somebody else's", async () => {
    const { exposure } = await mutate(reviewer(here.reviewer('joe')), 'recordExposure', seen);
    expect(await mutate(ann, 'recordExposure', { ...seen, corrects: exposure.id })).toMatchObject({
      __typename: 'Invalid',
      field: 'corrects',
    });
  });
});

describe('setConsent', () => {
  it('needs the statement of today for a yes and nothing for a no', async () => {
    const yes = { category: 'CSAM', granted: true };
    expect(await mutate(ann, 'setConsent', yes)).toEqual({
      __typename: 'StatementOutdated',
      current: 1,
      code: 'STATEMENT_OUTDATED',
    });
    const set = { __typename: 'ConsentSet', item: null };
    expect(await mutate(ann, 'setConsent', { ...yes, statementVersion: 1 })).toEqual(set);
    expect(await mutate(ann, 'setConsent', { category: 'CSAM', granted: false })).toEqual(set);
  });

  it('sends a held item of a refused category back', async () => {
    await claimed();
    expect(await mutate(ann, 'setConsent', { category: 'LOW_HARM', granted: false })).toEqual({
      __typename: 'ConsentSet',
      item: { externalId: 'one' },
    });
  });
});

describe('flagSelf and answerSupportOffer', () => {
  it('let go, offer a counsellor and close the offer once', async () => {
    await claimed();
    now += 12 * SECOND;
    const flagged = await mutate(ann, 'flagSelf');
    expect(flagged).toMatchObject({
      __typename: 'SelfFlagged',
      seenSeconds: 12,
      item: { externalId: 'one' },
      offer: { expiresAt: new Date(now + 24 * HOUR).toISOString() },
    });
    const offer = flagged.offer.id;
    const taken = { offer, takenUp: true };
    const joe = reviewer(here.reviewer('joe'));
    const none = { __typename: 'NoSupportOffer', code: 'NO_SUPPORT_OFFER' };
    expect(await mutate(joe, 'answerSupportOffer', taken)).toEqual(none);
    expect(await mutate(ann, 'answerSupportOffer', taken)).toEqual({
      __typename: 'SupportOfferAnswered',
      offer,
    });
    expect(await mutate(ann, 'answerSupportOffer', taken)).toEqual(none);
    for (const nothing of ['0', '-1', 'x'])
      expect(await mutate(ann, 'answerSupportOffer', { ...taken, offer: nothing })).toEqual(none);
  });

  it('are for whom a review tool names, and NotFound for nobody', async () => {
    const named = { reviewer: idOf('Reviewer', here.reviewer('ann')) };
    expect(await mutate(staff('service'), 'flagSelf', named)).toMatchObject({
      __typename: 'SelfFlagged',
      item: null,
    });
    const nobody = { reviewer: idOf('Reviewer', 4711) };
    expect(await mutate(staff('service'), 'flagSelf', nobody)).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

describe('setAgreement', () => {
  it('holds from this moment', async () => {
    const said = { to: 'SEVERE_AFTER_AFTERMATH', granted: true };
    const set = { __typename: 'AgreementSet', item: null };
    expect(await mutate(ann, 'setAgreement', said)).toEqual(set);
    expect(await mutate(ann, 'setAgreement', { ...said, granted: false })).toEqual(set);
  });
});

describe('setClearance', () => {
  it('names whom it is for, and says who decided', async () => {
    const decided = {
      reviewer: idOf('Reviewer', here.reviewer('ann')),
      category: 'CSAM',
      granted: true,
    };
    expect(await mutate(staff('wellbeing'), 'setClearance', decided)).toEqual({
      __typename: 'ClearanceSet',
      reviewer: { externalId: 'ann' },
    });
    const nobody = { ...decided, reviewer: idOf('Reviewer', 4711) };
    expect(await mutate(staff('wellbeing'), 'setClearance', nobody)).toMatchObject({
      __typename: 'NotFound',
    });
    const { data } = await ask(ann, '{ clearances { category granted recordedBy } }');
    expect(data.clearances).toEqual([{ category: 'CSAM', granted: true, recordedBy: 'wellbeing' }]);
  });
});

describe('setProtectedHour', () => {
  it('says the next one of whoever sees severe content', async () => {
    const yes = { category: 'GRAPHIC_VIOLENCE', granted: true, statementVersion: 1 };
    await mutate(ann, 'setConsent', yes);
    // A Wednesday.
    const set = {
      __typename: 'ProtectedHourSet',
      next: {
        startsAt: new Date(NOW + 4 * HOUR).toISOString(),
        endsAt: new Date(NOW + 5 * HOUR).toISOString(),
      },
    };
    expect(await mutate(ann, 'setProtectedHour', { weekday: 3, time: '14:00' })).toEqual(set);
    const named = { reviewer: idOf('Reviewer', here.reviewer('ann')) };
    expect(
      await mutate(staff('wellbeing'), 'setProtectedHour', { ...named, weekday: 3, time: '14:00' }),
    ).toEqual(set);
  });

  it('says Invalid about what cannot be', async () => {
    for (const [field, said] of [
      ['time', { weekday: 3 }],
      ['weekday', { time: '14:00' }],
      ['weekday', { weekday: 9, time: '14:00' }],
      ['time', { weekday: 3, time: '2 pm' }],
    ] as const)
      expect(await mutate(ann, 'setProtectedHour', said)).toEqual({ __typename: 'Invalid', field });
  });

  it('needs a name from wellbeing staff, and is Forbidden for another from a reviewer', async () => {
    expect(await mutate(staff('wellbeing'), 'setProtectedHour')).toEqual({
      __typename: 'Invalid',
      field: 'reviewer',
    });
    const joe = { reviewer: idOf('Reviewer', here.reviewer('joe')) };
    expect(await mutate(ann, 'setProtectedHour', joe)).toEqual({ __typename: 'Forbidden' });
  });
});

describe('publishHazardStatement', () => {
  it('publishes the next version, which is then the one to read', async () => {
    const text = 'It is worse than that.';
    const done = await mutate(staff('wellbeing'), 'publishHazardStatement', { text });
    expect(done).toMatchObject({
      __typename: 'HazardStatementPublished',
      statement: { version: 2, text },
    });
    const yes = { category: 'CSAM', granted: true, statementVersion: 1 };
    expect(await mutate(ann, 'setConsent', yes)).toMatchObject({ current: 2 });
    expect(await mutate(staff('admin'), 'publishHazardStatement', { text: ' ' })).toEqual({
      __typename: 'Invalid',
      field: 'text',
    });
  });
});

describe('ingestItems', () => {
  const row = { externalId: 'new', queue: 'mild', media: 'video' };

  it('keeps what can be and names what cannot', async () => {
    const items = [
      row,
      { ...row, externalId: 'one' },
      { ...row, externalId: 'lost', queue: 'nowhere' },
      { ...row, externalId: 'odd', categories: ['NONE'] },
    ];
    const result = await mutate(staff('service'), 'ingestItems', { items });
    expect(result.accepted).toEqual([
      { externalId: 'new', item: expect.any(String), added: true },
      { externalId: 'one', item: idOf('Item', here.item('one')), added: false },
    ]);
    expect(result.rejected).toEqual([
      { index: 2, externalId: 'lost', why: 'there is no queue "nowhere"' },
      { index: 3, externalId: 'odd', why: 'there is no category "NONE"' },
    ]);
  });

  it('takes a thousand, not one more', async () => {
    const many = (n: number) =>
      Array.from({ length: n }, (_, i) => ({ ...row, externalId: `n${i}` }));
    const taken = await mutate(staff('admin'), 'ingestItems', { items: many(1_000) });
    expect(taken.accepted).toHaveLength(1_000);
    expect(await mutate(staff('admin'), 'ingestItems', { items: many(1_001) })).toEqual({
      __typename: 'Invalid',
      field: 'items',
      code: 'INVALID',
    });
  });
});

describe('importReport', () => {
  it('keeps the bundled report once', async () => {
    const files = await readBundled();
    const first = await mutate(staff('admin'), 'importReport', { files });
    expect(first).toMatchObject({
      __typename: 'ReportImported',
      already: false,
      report: { periodFrom: '2026-01-01', periodTo: '2026-06-30' },
    });
    expect(await mutate(staff('admin'), 'importReport', { files })).toMatchObject({
      already: true,
    });
  });

  it('says ReportInvalid with every place, and Invalid for far too many files', async () => {
    const file = { name: '4_notices.csv', text: 'nothing' };
    const invalid = await mutate(staff('admin'), 'importReport', { files: [file] });
    expect(invalid).toMatchObject({ __typename: 'ReportInvalid', code: 'REPORT_INVALID' });
    expect(invalid.errors.length).toBeGreaterThan(0);
    const files = Array.from({ length: 21 }, () => file);
    expect(await mutate(staff('admin'), 'importReport', { files })).toEqual({
      __typename: 'Invalid',
      field: 'files',
    });
  });
});
