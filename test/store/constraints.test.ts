import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATEGORY_CODES } from '../../src/domain/category.ts';
import { type TestDb, testDb } from '../support/database.ts';

type Row = Readonly<Record<string, unknown>>;

/** One good row of each table, at a fixed noon; every case below differs from it in one respect. */
const good: Readonly<Record<string, Row>> = {
  exposures: {
    reviewer_id: 1,
    started_at: '2026-03-10T12:00Z',
    ended_at: '2026-03-10T12:05Z',
    severity: 3,
    categories: ['CSAM', 'LOW_HARM'],
    origin: 'project',
    recorded_at: '2026-03-10T12:05Z',
  },
  silences: { reviewer_id: 1, started_at: '2026-03-10T12:00Z', ended_at: '2026-03-10T13:00Z' },
  consents: {
    reviewer_id: 1,
    category: 'CSAM',
    granted: true,
    statement_version: 1,
    recorded_at: '2026-03-10T12:00Z',
  },
  queues: {
    key: 'another',
    category: 'CSAM',
    severity: 5,
    due_within_minutes: 60,
    expected_seconds: 30,
  },
  items: {
    external_id: 'another',
    queue_id: 1,
    media: 'live',
    categories: ['CSAM'],
    expected_seconds: 30,
    arrived_at: '2026-03-10T12:00Z',
    due_at: '2026-03-10T13:00Z',
    state: 'waiting',
  },
  assignments: {
    item_id: 2,
    reviewer_id: 2,
    role: 'watcher',
    announced_severity: 3,
    announced_categories: ['CSAM'],
    policy_version: 1,
    decided_at: '2026-03-10T12:00Z',
    lease_decided_at: '2026-03-10T12:00Z',
    lease_until: '2026-03-10T12:10Z',
    limit_at: '2026-03-10T12:30Z',
    heartbeat_at: '2026-03-10T12:00Z',
  },
  shifts: {
    reviewer_id: 1,
    site_id: 1,
    starts_at: '2026-03-10T12:00Z',
    ends_at: '2026-03-10T20:00Z',
  },
  breaks: { reviewer_id: 1, kind: 'wellbeing', started_at: '2026-03-10T12:00Z' },
  policy_entries: {
    rule: 'daily-rest',
    level: 'hard',
    scope: 'organisation',
    params: {},
    effective_from: '2026-03-10T12:00Z',
    committed_at: '2026-03-10T12:00Z',
  },
  findings: {
    reviewer_id: 1,
    site_id: 1,
    local_date: '2026-03-10',
    rule: 'daily-rest',
    level: 'hard',
    cause: 'schedule',
    started_at: '2026-03-10T12:00Z',
    ended_at: '2026-03-10T13:00Z',
    observed: 2,
    limit: 1,
    policy_version: 1,
    explanation: 'two are more than one',
    recorded_at: '2026-03-10T14:00Z',
  },
};

const eleven = '2026-03-10T11:00Z';
const noon = '2026-03-10T12:00Z';

type Case = readonly [name: string, table: string, row: Row, before?: Row];

/** A constraint, how the row that it refuses differs, and the row that is there before, if any. */
const refusals = table([
  ['exposures_end_after_start', 'exposures', { ended_at: noon }],
  ['exposures_severity', 'exposures', { severity: 6 }],
  ['exposures_categories', 'exposures', { categories: [] }],
  ['exposures_categories', 'exposures', { categories: ['CSAM', 'UNHEARD_OF'] }],
  ['exposures_categories', 'exposures', { categories: [null] }],
  ['exposures_origin', 'exposures', { origin: 'elsewhere' }],
  ['exposures_assignment_has_that_origin', 'exposures', { origin: 'assignment' }],
  ['exposures_assignment_has_that_origin', 'exposures', { assignment_id: 1 }],
  ['exposures_recorded_after_start', 'exposures', { recorded_at: eleven }],
  ['exposures_assignment_id_fkey', 'exposures', { origin: 'assignment', assignment_id: 99 }],
  ['exposures_supersedes_fkey', 'exposures', { supersedes: 99 }],
  ['exposures_supersedes_fkey', 'exposures', { supersedes: 1, reviewer_id: 2 }],
  ['exposures_2026_03_corrected_once', 'exposures', { supersedes: 1 }, { supersedes: 1 }],
  ['silences_end_after_start', 'silences', { ended_at: noon }],
  [
    'silences_one_open_a_reviewer',
    'silences',
    { ended_at: null },
    { started_at: eleven, ended_at: null },
  ],
  ['consents_category', 'consents', { category: 'UNHEARD_OF' }],
  ['queues_category', 'queues', { category: 'UNHEARD_OF' }],
  ['queues_severity', 'queues', { severity: -1 }],
  ['queues_due_within_positive', 'queues', { due_within_minutes: 0 }],
  ['queues_expected_positive', 'queues', { expected_seconds: 0 }],
  ['items_state', 'items', { state: 'lost' }],
  ['items_media', 'items', { media: 'smell' }],
  ['items_severity', 'items', { severity: 6 }],
  ['items_categories', 'items', { categories: [] }],
  ['items_due_after_arrival', 'items', { due_at: eleven }],
  ['items_expected_positive', 'items', { expected_seconds: 0 }],
  ['items_done_when_decided', 'items', { state: 'done' }],
  ['items_done_when_decided', 'items', { decided_at: noon }],
  ['assignments_role', 'assignments', { role: 'onlooker' }],
  ['assignments_severity', 'assignments', { announced_severity: 6 }],
  ['assignments_categories', 'assignments', { announced_categories: [] }],
  ['assignments_lease_after_decision', 'assignments', { lease_until: noon }],
  ['assignments_lease_within_limit', 'assignments', { lease_until: '2026-03-10T12:31Z' }],
  ['assignments_end_after_decision', 'assignments', { ended_at: eleven, outcome: 'lapsed' }],
  ['assignments_outcome', 'assignments', { ended_at: noon, outcome: 'forgotten' }],
  ['assignments_outcome_when_ended', 'assignments', { ended_at: noon }],
  ['assignments_outcome_when_ended', 'assignments', { outcome: 'lapsed' }],
  ['assignments_one_open_a_reviewer', 'assignments', { reviewer_id: 1 }],
  ['assignments_one_open_an_item_and_role', 'assignments', { item_id: 1 }],
  ['shifts_end_after_start', 'shifts', { ends_at: noon }],
  ['shifts_at_most_a_day', 'shifts', { ends_at: '2026-03-11T12:00:00.001Z' }],
  [
    'shifts_no_overlap',
    'shifts',
    { ends_at: '2026-03-10T20:00Z' },
    { starts_at: '2026-03-10T19:59:59.999Z', ends_at: '2026-03-10T22:00Z' },
  ],
  ['breaks_kind', 'breaks', { kind: 'nap' }],
  ['breaks_due_or_taken', 'breaks', { started_at: null }],
  ['breaks_ended_was_started', 'breaks', { due_at: eleven, started_at: null, ended_at: noon }],
  ['breaks_end_after_start', 'breaks', { ended_at: noon }],
  ['breaks_one_open_a_reviewer', 'breaks', {}, { started_at: eleven }],
  ['breaks_no_overlap', 'breaks', {}, { started_at: eleven, ended_at: '2026-03-10T12:00:00.001Z' }],
  ['policy_entries_level', 'policy_entries', { level: 'kind' }],
  ['policy_entries_scope', 'policy_entries', { scope: 'world', scope_id: 1 }],
  ['policy_entries_scope_has_id', 'policy_entries', { scope_id: 1 }],
  ['policy_entries_scope_has_id', 'policy_entries', { scope: 'team' }],
  ['policy_entries_params_object', 'policy_entries', { params: '7' }],
  ['policy_entries_never_backdated', 'policy_entries', { effective_from: eleven }],
  ['findings_level', 'findings', { level: 'kind' }],
  ['findings_cause', 'findings', { cause: 'fate' }],
  ['findings_end_after_start', 'findings', { ended_at: noon }],
  ['findings_assignment_id_fkey', 'findings', { assignment_id: 99 }],
]).map(({ name, ...rest }) => ({ constraint: name, ...rest }));

/** What is right at the very edge. */
const acceptances = table([
  ['a correction of an exposure', 'exposures', { supersedes: 1 }],
  ['an exposure that was handed out', 'exposures', { origin: 'assignment', assignment_id: 1 }],
  ['a shift that starts when another ends', 'shifts', {}, { starts_at: eleven, ends_at: noon }],
  ['a shift of a whole day', 'shifts', { ends_at: '2026-03-11T12:00Z' }],
  ['a break that starts when another ends', 'breaks', {}, { started_at: eleven, ended_at: noon }],
  ['a relief beside a watcher', 'assignments', { item_id: 1, role: 'relief' }],
  ['a lease up to the limit', 'assignments', { lease_until: '2026-03-10T12:30Z' }],
]).map(({ name, ...rest }) => ({ what: name, ...rest }));

function table(cases: readonly Case[]) {
  return cases.map(([name, table, row, before]) => ({ name, table, row, before }));
}

let test: TestDb;
let service: pg.PoolClient;

beforeAll(async () => {
  test = await testDb();
  service = await test.db.pool.connect();
  await service.query(`
    INSERT INTO sites (name) VALUES ('Dublin');
    INSERT INTO reviewers (external_id, name, languages, created_at)
      VALUES ('one', 'One', '{}', now()), ('two', 'Two', '{}', now());
    INSERT INTO hazard_statements VALUES (1, 'This may hurt.', now());
    INSERT INTO audit_log (at, actor, action, subject, detail) VALUES (now(), 'a', 'b', 'c', '{}');
    SELECT ensure_exposure_partition('2026-03-10T12:00Z');`);
  await insert('queues', { key: 'first' });
  await insert('items', { external_id: 'first' });
  await insert('items', { external_id: 'second' });
  await insert('assignments', { item_id: 1, reviewer_id: 1 });
  await insert('exposures', {});
  await insert('consents', {});
});
afterAll(async () => {
  service.release();
  await test.done();
});

async function insert(table: string, difference: Row): Promise<void> {
  const row = { ...good[table], ...difference };
  const columns = Object.keys(row).map((name) => `"${name}"`);
  const places = columns.map((_, i) => `$${i + 1}`);
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`;
  await service.query(sql, Object.values(row));
}

/** The constraint that refuses the row, or null; either way nothing stays. */
async function refusedBy(table: string, row: Row, before?: Row): Promise<string | null> {
  await service.query('BEGIN');
  try {
    if (before) await insert(table, before);
    await service.query('SAVEPOINT before');
    await insert(table, row);
    return null;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint) return error.constraint;
    throw error;
  } finally {
    await service.query('ROLLBACK');
  }
}

describe('the constraints that Prisma cannot say', () => {
  it.each(refusals)('$constraint refuses a row of $table with $row', async (refusal) => {
    const { constraint, table, row, before } = refusal;
    expect(await refusedBy(table, row, before)).toBe(constraint);
  });

  it.each(Object.keys(good))(
    'accept the row of %s that the refused ones differ from',
    async (table) => {
      expect(await refusedBy(table, {})).toBeNull();
    },
  );

  it.each(acceptances)('accept $what', async ({ table, row, before }) => {
    expect(await refusedBy(table, row, before)).toBeNull();
  });

  it('are all in the table above', async () => {
    const { rows } = await service.query<{ name: string }>(`
      SELECT conname AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
      WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace AND NOT relispartition
      UNION
      SELECT indexrelid::regclass::text FROM pg_index
      WHERE indisunique AND indpred IS NOT NULL AND indrelid::regclass::text NOT LIKE 'pg\\_%'`);
    expect(rows.length).toBeGreaterThan(40);
    expect(refusals.map(({ constraint }) => constraint)).toEqual(
      expect.arrayContaining(rows.map(({ name }) => name)),
    );
  });

  it('know the same categories as the domain', async () => {
    const { rows } = await service.query('SELECT category_words() AS words');
    expect(rows).toEqual([{ words: [...CATEGORY_CODES] }]);
  });
});

describe('the partitions of exposures', () => {
  it('refuse a month that nobody made', async () => {
    const april = { started_at: '2026-04-01T00:00Z', ended_at: '2026-04-01T00:01Z' };
    await expect(insert('exposures', { ...april, recorded_at: april.ended_at })).rejects.toThrow(
      'no partition of relation "exposures" found for row',
    );
  });

  it('are made once when many make the same one, by the month in UTC', async () => {
    const at = '2026-06-01T01:00+02:00';
    const make = () => test.db.pool.query('SELECT ensure_exposure_partition($1)', [at]);
    await Promise.all(Array.from({ length: 8 }, make));
    const { rows } = await service.query(
      `SELECT to_regclass('exposures_2026_05') IS NOT NULL AS may,
              to_regclass('exposures_2026_06') IS NOT NULL AS june`,
    );
    expect(rows).toEqual([{ may: true, june: false }]);
  });
});

describe('the service', () => {
  const facts = ['exposures', 'exposures_2026_03', 'consents', 'audit_log'];

  it.each(
    facts.flatMap((table) => [
      [`UPDATE ${table} SET id = id`],
      [`DELETE FROM ${table}`],
      [`TRUNCATE ${table}`],
      [`SELECT FROM ${table} FOR UPDATE`],
    ]),
  )('may not %s', async (sql) => {
    await expect(service.query(sql)).rejects.toThrow('permission denied');
  });

  it.each([
    ['DROP TABLE exposures', 'must be owner'],
    ['CREATE TABLE mine (id int)', 'permission denied'],
    ['UPDATE policy_entries SET rule = rule', 'permission denied'],
    ['INSERT INTO exposures_2026_03 SELECT * FROM exposures', 'permission denied'],
  ])('may not %s', async (sql, why) => {
    await expect(service.query(sql)).rejects.toThrow(why);
  });

  it('may not delete exposures through Prisma either', async () => {
    await expect(test.db.prisma.exposure.deleteMany()).rejects.toThrow('permission denied');
  });

  it('acts as its own role, in UTC, and does not wait for ever', async () => {
    const { rows } = await test.db.pool.query(
      `SELECT current_user AS role, current_setting('TimeZone') AS zone,
              current_setting('statement_timeout') AS statement,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(rows).toEqual([{ role: 'respite_service', zone: 'UTC', statement: '30s', idle: '30s' }]);
  });

  it('gets every instant back to the millisecond, through Prisma and without', async () => {
    const at = new Date(Date.UTC(2026, 2, 29, 0, 59, 59, 999));
    const { prisma, pool } = test.db;
    await prisma.reviewer.create({
      data: { externalId: 'exact', name: 'E', languages: [], createdAt: at },
    });
    const there = await prisma.reviewer.findFirst({ where: { createdAt: at } });
    expect(there?.createdAt).toEqual(at);
    const sql = 'SELECT created_at FROM reviewers WHERE created_at = $1';
    expect((await pool.query(sql, [at])).rows).toEqual([{ created_at: at }]);
    expect(
      await prisma.$queryRaw`SELECT created_at FROM reviewers WHERE created_at = ${at}`,
    ).toEqual([{ created_at: at }]);
  });
});
