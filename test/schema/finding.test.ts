import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { auditLateFacts } from '../../src/services/audit-again.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { type Ask, client, idOf, reviewer, staff } from '../support/graphql.ts';
import { NOW } from '../support/world.ts';

const MIDNIGHT = Date.UTC(2026, 5, 11);
let at: Desk;
let ask: Ask;

/** Ada's tenth of June was too much; for Bo, at another site, the policy holds a number that is none. */
beforeAll(async () => {
  at = await desk({ reviewers: { ada: {}, bo: { site: 'Accra' }, cy: { site: 'Accra' } } });
  ask = client(at.db);
  at.pass({ minutes: 55 });
  await recordExposure(at.db, at.reviewer('ada'), {
    origin: 'escalation',
    start: NOW,
    end: NOW + 55 * MINUTE,
    severity: 3,
    categories: ['HATE_INCITEMENT'],
    corrects: null,
  });
  await at.ask(
    `insert into policy_entries (rule, level, scope, scope_id, params, effective_from, committed_at)
      values ('continuous-exposure', 'hard', 'person', $1, '{"limitMinutes":"many"}', $2, $2)`,
    [at.reviewer('bo'), new Date(NOW)],
  );
  await at.ask(
    `insert into audited_days select id, '2026-06-09'::date, now(), 0, 0, 0, 0 from sites`,
  );
  at.now = MIDNIGHT;
  await auditClosedDays(at.db, MIDNIGHT);
});
afterAll(closeDesk);

const found = async () => {
  const [row] = await at.ask('select id from findings order by id limit 1');
  return idOf('Finding', String(row?.['id']));
};
const step = async (verb: string, more = '', as = staff('wellbeing')) => {
  const { data, errors } = await ask(
    as,
    `mutation ($f: ID!) { ${verb}Finding(finding: $f ${more}) { __typename
      ... on FindingChanged { finding { state stateBy stateAt note } }
      ... on Error { code } } }`,
    { f: await found() },
  );
  return data?.[`${verb}Finding`] ?? errors;
};

describe('auditedDays', () => {
  const QUERY = `query ($site: ID!, $from: LocalDate!, $to: LocalDate!) {
    auditedDays(site: $site, from: $from, to: $to) { date auditedAt reviewers isClean overridden
      findings { cause findings } unverified { rule why reviewers } } }`;
  const days = async (site: string, from = '2026-06-10', to = '2026-06-10') => {
    const id = idOf('Site', at.site(site));
    const { data, errors } = await ask(staff('wellbeing'), QUERY, { site: id, from, to });
    return data?.auditedDays ?? errors;
  };

  it('counts the findings of a day by their cause', async () => {
    expect(await days('Reykjavik')).toEqual([
      {
        date: '2026-06-10',
        auditedAt: new Date(MIDNIGHT).toISOString(),
        reviewers: 1,
        isClean: false,
        overridden: 0,
        findings: [{ cause: 'OUTSIDE_ASSIGNMENT', findings: 1 }],
        unverified: [],
      },
    ]);
  });

  it('never says clean where something could not be verified, and says what and why', async () => {
    const [day] = await days('Accra');
    expect(day).toMatchObject({ reviewers: 2, isClean: false, findings: [] });
    expect(day.unverified).toEqual([
      {
        rule: 'continuous-exposure',
        why: expect.stringMatching(/cannot be judged: .*limitMinutes/),
        reviewers: 1,
      },
    ]);
  });

  it('gives the latest day first', async () => {
    const both = await days('Accra', '2026-06-09');
    expect(both.map((day: { date: string }) => day.date)).toEqual(['2026-06-10', '2026-06-09']);
  });
});

describe('a finding', () => {
  it('is acknowledged, explained and resolved, by whom and when, and all of it is logged', async () => {
    const stateAt = new Date(MIDNIGHT).toISOString();
    const stateBy = 'wellbeing';
    expect(await step('acknowledge')).toEqual({
      __typename: 'FindingChanged',
      finding: { state: 'ACKNOWLEDGED', stateBy, stateAt, note: null },
    });
    expect(await step('acknowledge')).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect(await step('explain', ', note: " A flood. "')).toMatchObject({
      finding: { state: 'EXPLAINED', note: 'A flood.' },
    });
    expect(await step('resolve')).toMatchObject({
      finding: { state: 'RESOLVED', note: 'A flood.' },
    });
    expect(await step('explain', ', note: "again"')).toMatchObject({ code: 'ALREADY_DECIDED' });
    const log = await at.ask(`select action, actor, detail from audit_log
      where action like '%-finding' order by id`);
    expect(log).toEqual([
      {
        action: 'acknowledge-finding',
        actor: 'wellbeing',
        detail: { from: 'new', to: 'acknowledged' },
      },
      {
        action: 'explain-finding',
        actor: 'wellbeing',
        detail: { from: 'acknowledged', to: 'explained' },
      },
      {
        action: 'resolve-finding',
        actor: 'wellbeing',
        detail: { from: 'explained', to: 'resolved' },
      },
    ]);
  });

  it.each([
    ['empty', ' '],
    ['longer than 2000 characters', 'a'.repeat(2001)],
    ['not plain text', 'a\\u0000b'],
  ])('takes no note that is %s', async (_what, note) => {
    expect(await step('explain', `, note: "${note}"`)).toMatchObject({ code: 'INVALID' });
  });

  it('shows what became of it to the person concerned, and can be asked for by state', async () => {
    const query = `query ($state: FindingState) { findings(state: $state) {
      edges { node { state note } } } }`;
    const mine = reviewer(at.reviewer('ada'));
    const { data } = await ask(mine, query, { state: 'RESOLVED' });
    expect(data.findings.edges).toEqual([{ node: { state: 'RESOLVED', note: 'A flood.' } }]);
    const none = await ask(mine, query, { state: 'NEW' });
    expect(none.data.findings.edges).toEqual([]);
  });

  it('stays as it is when its day is audited again', async () => {
    at.pass({ minutes: 1 });
    await recordExposure(at.db, at.reviewer('ada'), {
      origin: 'escalation',
      start: NOW + 2 * HOUR,
      end: NOW + 2 * HOUR + MINUTE,
      severity: 3,
      categories: ['HATE_INCITEMENT'],
      corrects: null,
    });
    at.pass({ minutes: 1 });
    expect((await auditLateFacts(at.db, at.now)).again).toBe(1);
    expect(await at.ask('select state, note from findings')).toEqual([
      { state: 'resolved', note: 'A flood.' },
    ]);
  });
});

it('a missed break says whose decision it was, to staff and to the person concerned', async () => {
  await at.ask(
    `insert into findings (reviewer_id, site_id, local_date, rule, level, cause, started_at, ended_at,
        observed, "limit", policy_version, explanation, recorded_at, missed_by)
      select id, $2, '2026-06-10', 'missed-break', 'hard', 'schedule', $3, $4, 60, 0, 1, 'so', $4,
        'operations' from reviewers where id = $1`,
    [at.reviewer('bo'), at.site('Accra'), new Date(NOW), new Date(NOW + HOUR)],
  );
  const query = '{ findings(cause: SCHEDULE) { edges { node { rule unit observed missedBy } } } }';
  const node = { rule: 'missed-break', unit: 'MINUTES', observed: 60, missedBy: 'OPERATIONS' };
  for (const who of [staff('wellbeing'), reviewer(at.reviewer('bo'))])
    expect((await ask(who, query)).data.findings.edges).toEqual([{ node }]);
  expect((await ask(reviewer(at.reviewer('cy')), query)).data.findings.edges).toEqual([]);
  expect((await ask(staff('lead'), query)).errors).toBeDefined();
});
