import * as auditClosedDays from './audit-closed-days.ts';
import * as breaksDue from './breaks-due.ts';
import * as completeEffects from './complete-effects.ts';
import * as coverageGaps from './coverage-gaps.ts';
import * as expireLeases from './expire-leases.ts';
import * as forgetOldRuns from './forget-old-runs.ts';
import type { Job } from './job.ts';
import * as keepHolidays from './keep-holidays.ts';
import * as openAndCloseShifts from './open-and-close-shifts.ts';
import * as openProtectedHours from './open-protected-hours.ts';
import * as prepareLedgerMonths from './prepare-ledger-months.ts';
import * as relieveWatchers from './relieve-watchers.ts';
import * as rollUp from './roll-up.ts';
import * as supportOffers from './support-offers.ts';

/**
 * When things happen by themselves; all of them also when a replica starts. Always in UTC: a clock
 * change would skip or repeat a local time, so what depends on local days reads them from the data.
 */
export const schedule: readonly Job[] = [
  // A lease is 180 s. An item whose reviewer vanished waits for at most this much longer.
  { name: 'expire-leases', expression: '*/10 * * * * *', run: expireLeases.run },
  // Two watch for a minute: whoever sends no heartbeat then is let go all the same.
  { name: 'relieve-watchers', expression: '*/10 * * * * *', run: relieveWatchers.run },
  { name: 'breaks-due', expression: '* * * * *', run: breaksDue.run },
  { name: 'open-and-close-shifts', expression: '* * * * *', run: openAndCloseShifts.run },
  // Two hours before it is due at the earliest: a minute is soon.
  { name: 'coverage-gaps', expression: '* * * * *', run: coverageGaps.run },
  // Somebody is about to decide on it.
  { name: 'complete-effects', expression: '* * * * *', run: completeEffects.run },
  // An offer comes while it is fresh, and long before the 24 hours are over.
  { name: 'support-offers', expression: '*/5 * * * *', run: supportOffers.run },
  // Weeks begin on quarter hours of some zone, and shifts are planned at any time.
  { name: 'open-protected-hours', expression: '11 * * * *', run: openProtectedHours.run },
  // Local days end on quarter hours, whatever the zone.
  { name: 'audit-closed-days', expression: '*/15 * * * *', run: auditClosedDays.run },
  // As the audit, and a little later: what it finds is looked at beside this.
  { name: 'roll-up', expression: '3-59/15 * * * *', run: rollUp.run },
  // Calendars are kept a year ahead, so that once a day is often.
  { name: 'keep-holidays', expression: '7 1 * * *', run: keepHolidays.run },
  { name: 'prepare-ledger-months', expression: '17 2 * * *', run: prepareLedgerMonths.run },
  { name: 'forget-old-runs', expression: '37 3 * * *', run: forgetOldRuns.run },
];

/**
 * When each replica looks for runs that dead workers held. Not a job: the queue of one could itself
 * be held by the dead. So a run goes on at most 25 s after its worker was killed.
 */
export const freeingDeadWorkers = '*/20 * * * * *';
