import { afterAll, describe, expect, it } from 'vitest';
import type { Severity } from '../../src/domain/category.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import { auditLateFacts } from '../../src/services/audit-again.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { endBreak, startBreak } from '../../src/services/breaks.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { transaction } from '../../src/store/rows.ts';
import { addShifts } from '../../src/store/shifts.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 5, 11);
const NOTHING = { again: 0, added: 0, resolved: 0 };

/** Two people of whom nothing is known, on a floor whose tenth of June has been audited. */
async function floor() {
  const at = await desk({ reviewers: { ada: {}, bo: {} } });
  await at.ask(
    `insert into audited_days select id, '2026-06-09'::date, now(), 0, 0, 0, 0 from sites`,
  );
  at.now = MIDNIGHT;
  await auditClosedDays(at.db, MIDNIGHT);
  at.pass({ minutes: 5 });
  return at;
}
const again = (at: Desk) => auditLateFacts(at.db, at.now);
const seen = (
  at: Desk,
  start: Instant,
  minutes: number,
  more: { corrects?: bigint; severity?: Severity } = {},
) =>
  recordExposure(at.db, at.reviewer('ada'), {
    origin: 'escalation',
    start,
    end: start + minutes * MINUTE,
    severity: more.severity ?? 3,
    categories: ['HATE_INCITEMENT'],
    corrects: more.corrects ?? null,
  });
const findings = (at: Desk) =>
  at.ask(`select id, rule, observed, state, state_by, note from findings order by id`);
const counts = async (at: Desk, date = '2026-06-10') =>
  (
    await at.ask(
      `select reviewers, findings, audited_at from audited_days where local_date = $1::date`,
      [date],
    )
  )[0];
const due = async (at: Desk) => (await at.ask('select 1 from audits_due')).length;

describe('what becomes known of a day that is over', () => {
  it('opens it again, for whom it concerns, and is counted', async () => {
    const at = await floor();
    await seen(at, NOW, 55);
    expect(await again(at)).toEqual({ again: 1, added: 1, resolved: 0 });
    expect(await findings(at)).toMatchObject([{ rule: 'continuous-exposure', state: 'new' }]);
    expect(await counts(at)).toEqual({ reviewers: 2, findings: 1, audited_at: new Date(at.now) });
    expect(await due(at)).toBe(0);
    expect(await again(at)).toEqual(NOTHING);
  });

  it('is noted in the very transaction that writes it', async () => {
    const at = await floor();
    await seen(at, NOW, 55);
    const together = await at.ask(`select e.xmin = d.xmin as noted, e.xmin = l.xmin as moved
      from audits_due d join exposures e using (reviewer_id) join ledgers l using (reviewer_id)`);
    expect(together).toEqual([{ noted: true, moved: true }]);
  });

  it('opens all closed days since, and none before', async () => {
    const at = await floor();
    at.now = MIDNIGHT + 3 * DAY;
    await auditClosedDays(at.db, at.now);
    await seen(at, NOW + DAY, 20);
    expect((await again(at)).again).toBe(3);
  });

  it('opens nothing when it is of today, or nothing became known at all', async () => {
    const at = await floor();
    await seen(at, MIDNIGHT, 4);
    expect([await due(at), await again(at)]).toEqual([0, NOTHING]);
  });

  it('opens nothing for a break that lasted beyond midnight, as the audit had seen it', async () => {
    const at = await floor();
    at.now = MIDNIGHT + DAY - HOUR;
    await startBreak(at.db, at.reviewer('ada'), 'wellbeing');
    at.now = MIDNIGHT + DAY;
    await auditClosedDays(at.db, at.now);
    await endBreak(at.db, at.reviewer('ada'));
    expect(await due(at)).toBe(0);
  });

  it('opens a day for a shift that was entered afterwards', async () => {
    const at = await floor();
    const shift = { reviewer: at.reviewer('bo'), site: at.site('Reykjavik') };
    const [start, end] = [NOW - 10 * HOUR, NOW - 8 * HOUR];
    await transaction(at.db, (tx) => addShifts(tx, [{ ...shift, start, end }], at.now));
    expect((await again(at)).again).toBe(1);
  });

  it('opens a day for a shift that was entered while the day was audited', async () => {
    const at = await desk({ reviewers: { ada: {}, bo: {} } });
    at.now = MIDNIGHT;
    const shift = { reviewer: at.reviewer('bo'), site: at.site('Reykjavik') };
    const [start, end] = [NOW - 10 * HOUR, NOW - 8 * HOUR];
    // The audit reads what is there while this is written, and is done first.
    await transaction(at.db, async (tx) => {
      await addShifts(tx, [{ ...shift, start, end }], at.now);
      await auditClosedDays(at.db, at.now);
    });
    expect(await again(at)).toMatchObject({ again: 1 });
  });

  it('is audited when it closes where a shift was entered in its last moment', async () => {
    const at = await desk({ reviewers: { ada: {}, bo: {} } });
    at.now = MIDNIGHT - 1000;
    const shift = { reviewer: at.reviewer('bo'), site: at.site('Reykjavik') };
    await transaction(at.db, async (tx) => {
      await addShifts(tx, [{ ...shift, start: MIDNIGHT - 500, end: MIDNIGHT + HOUR }], at.now);
      at.now = MIDNIGHT;
      await auditClosedDays(at.db, at.now);
    });
    expect(await again(at)).toMatchObject({ again: 1 });
  });

  it('notes nothing for a shift that never came to be', async () => {
    const at = await floor();
    const shift = { reviewer: at.reviewer('bo'), site: at.site('Reykjavik') };
    const entered = transaction(at.db, async (tx) => {
      await addShifts(tx, [{ ...shift, start: NOW - 10 * HOUR, end: NOW - 8 * HOUR }], at.now);
      throw new Error('the power went out');
    });
    await expect(entered).rejects.toThrow('the power went out');
    expect([await due(at), await again(at)]).toEqual([0, NOTHING]);
  });

  it('is not taken by an audit of an instant at which the day was not over', async () => {
    const at = await floor();
    await seen(at, NOW, 55);
    expect(await auditLateFacts(at.db, MIDNIGHT - 1)).toEqual(NOTHING);
    expect(await due(at)).toBe(1);
    expect((await auditLateFacts(at.db, MIDNIGHT)).again).toBe(1);
  });

  it('is noted in the last minute of a day, which may be over before it is committed', async () => {
    const at = await floor();
    for (const [before, notes] of [
      [61, 0],
      [59, 1],
    ] as const) {
      at.now = MIDNIGHT + DAY - before * 1000;
      await seen(at, at.now - MINUTE, 1);
      expect(await due(at)).toBe(notes);
    }
    expect(await again(at)).toEqual(NOTHING);
    expect(await due(at)).toBe(1);
  });

  it('is found once, however many replicas look at the same time', async () => {
    const at = await floor();
    await seen(at, NOW, 55);
    const other = await openDb(at.url, { clock: () => at.now });
    const runs = await Promise.all(
      [at.db, other, at.db, other].map((db) => auditLateFacts(db, at.now)),
    );
    await closeDb(other);
    expect(runs.reduce((sum, { added }) => sum + added, 0)).toBe(1);
    expect(await counts(at)).toMatchObject({ findings: 1 });
  });
});

describe('a finding that is looked at again', () => {
  it('stays the same row in its state, with what is known now', async () => {
    const at = await floor();
    await seen(at, NOW, 55);
    await again(at);
    await at.ask(`update findings set state = 'acknowledged', state_by = 'ida', state_at = $1`, [
      new Date(at.now),
    ]);
    const [before] = await findings(at);
    await seen(at, NOW + 55 * MINUTE, 10);
    expect(await again(at)).toEqual({ again: 1, added: 0, resolved: 0 });
    const after = await findings(at);
    expect(after).toMatchObject([{ id: before?.['id'], state: 'acknowledged', state_by: 'ida' }]);
    expect(after[0]?.['observed']).toBeGreaterThan(Number(before?.['observed']));
  });

  it('is resolved by the audit when it no longer holds, and new when it does after all', async () => {
    const at = await floor();
    const { exposure } = await seen(at, NOW, 55);
    await again(at);
    const { exposure: second } = await seen(at, NOW, 20, { corrects: exposure });
    expect(await again(at)).toEqual({ again: 1, added: 0, resolved: 1 });
    expect(await findings(at)).toMatchObject([{ state: 'resolved', state_by: 'audit' }]);
    expect(await counts(at)).toMatchObject({ findings: 0 });
    await seen(at, NOW, 58, { corrects: second });
    expect(await again(at)).toEqual({ again: 1, added: 1, resolved: 0 });
    expect(await findings(at)).toMatchObject([{ state: 'new', state_by: null }]);
    expect(await counts(at)).toMatchObject({ findings: 1 });
  });

  it('stays resolved when a person resolved it', async () => {
    const at = await floor();
    await seen(at, NOW, 55);
    await again(at);
    await at.ask(`update findings set state = 'resolved', state_by = 'ida', state_at = $1`, [
      new Date(at.now),
    ]);
    await seen(at, NOW + 55 * MINUTE, 10);
    await again(at);
    expect(await findings(at)).toMatchObject([{ state: 'resolved', state_by: 'ida' }]);
  });
});
