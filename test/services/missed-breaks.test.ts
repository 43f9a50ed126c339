import { afterAll, describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import { auditLateFacts } from '../../src/services/audit-again.ts';
import { auditClosedDays } from '../../src/services/audit-days.ts';
import { markBreaksDue } from '../../src/services/breaks-due.ts';
import { deferBreak } from '../../src/services/defer-break.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { openAndCloseShifts } from '../../src/services/shifts.ts';
import { closeDesk, type Desk, desk } from '../support/desk.ts';
import { NOW } from '../support/world.ts';

afterAll(closeDesk);

const MIDNIGHT = Date.UTC(2026, 5, 11);

/** Somebody whose break fell due at 23:00, in a shift that lasts so many hours more. */
async function tired(more: number) {
  const before = (MIDNIGHT - HOUR - NOW) / HOUR;
  const at = await desk({ reviewers: { ada: { shift: [before - 2, before + more] } } });
  await at.ask(`insert into audited_days select id, '2026-06-09'::date, now(), 0, 0, 0 from sites`);
  at.now = MIDNIGHT - HOUR;
  await recordExposure(at.db, at.reviewer('ada'), {
    origin: 'incidental',
    start: at.now - 50 * MINUTE,
    end: at.now,
    severity: 1,
    categories: ['LOW_HARM'],
    corrects: null,
  });
  expect(await markBreaksDue(at.db, at.now)).toEqual({ due: 1, taken: 0 });
  return at;
}
const close = (at: Desk, now: number) => {
  at.now = now;
  return openAndCloseShifts(at.db, now);
};
const found = (at: Desk) =>
  at.ask(`select rule, level, cause, missed_by, state, local_date::text as date,
    ended_at from findings order by id`);

describe('a break that was missed', () => {
  it('is a finding of the day in which it fell due, and the day is not clean', async () => {
    const at = await tired(0.5);
    await close(at, MIDNIGHT - HOUR / 2);
    at.now = MIDNIGHT;
    expect(await auditClosedDays(at.db, MIDNIGHT)).toEqual({ days: 1, findings: 1 });
    expect(await found(at)).toEqual([
      {
        rule: 'missed-break',
        level: 'hard',
        cause: 'schedule',
        missed_by: 'plan',
        state: 'new',
        date: '2026-06-10',
        ended_at: new Date(MIDNIGHT - HOUR / 2),
      },
    ]);
    const days = await at.ask('select findings from audited_days where reviewers > 0');
    expect(days).toEqual([{ findings: 1 }]);
  });

  it('is no finding when its person put it off', async () => {
    const at = await tired(0.5);
    await deferBreak(at.db, at.reviewer('ada'));
    await close(at, MIDNIGHT - HOUR / 2);
    at.now = MIDNIGHT;
    expect(await auditClosedDays(at.db, MIDNIGHT)).toEqual({ days: 1, findings: 0 });
  });

  it('in a shift over midnight opens the day again in which it fell due', async () => {
    const at = await tired(3);
    at.now = MIDNIGHT;
    expect(await auditClosedDays(at.db, MIDNIGHT)).toEqual({ days: 1, findings: 0 });
    await close(at, MIDNIGHT + 2 * HOUR);
    at.pass({ minutes: 5 });
    expect(await auditLateFacts(at.db, at.now)).toEqual({ again: 1, added: 1, resolved: 0 });
    expect(await found(at)).toMatchObject([{ rule: 'missed-break', date: '2026-06-10' }]);
  });

  it('stays the same finding, as somebody left it, when its day is looked at again', async () => {
    const at = await tired(3);
    at.now = MIDNIGHT;
    await auditClosedDays(at.db, MIDNIGHT);
    await close(at, MIDNIGHT + 2 * HOUR);
    at.pass({ minutes: 5 });
    await auditLateFacts(at.db, at.now);
    await at.ask(`update findings set state = 'acknowledged', state_by = 'ida', state_at = now()`);
    await at.ask(
      `insert into audits_due (reviewer_id, since, over_by) select id, $1, $1 from reviewers`,
      [new Date(MIDNIGHT - 10 * MINUTE)],
    );
    expect(await auditLateFacts(at.db, at.now)).toEqual({ again: 1, added: 0, resolved: 0 });
    expect(await found(at)).toMatchObject([{ state: 'acknowledged', missed_by: 'plan' }]);
  });
});
