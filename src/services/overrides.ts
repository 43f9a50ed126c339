import { HOUR, type Instant } from '../domain/time.ts';
import { rulebook } from '../rules/index.ts';
import { log } from '../store/audit-log.ts';
import type { Db } from '../store/db.ts';
import {
  addOverride,
  closeOverride,
  findOverride,
  type OverrideRow,
  openOverride,
} from '../store/overrides.ts';
import type { Tx } from '../store/rows.ts';
import { AlreadyDecided, Invalid, NotFound, SecondPersonNeeded } from './errors.ts';
import { lapse } from './lease.ts';
import { atSeat, type Seat } from './seat.ts';
import { whatIsLeft } from './step-away.ts';

/** Nobody's rule is open for longer (no published figure). */
const LONGEST = 24 * HOUR;

export interface Wanted {
  readonly reviewer: number;
  readonly rule: string;
  /** Never in the past; null: as soon as it is approved. */
  readonly start: Instant | null;
  readonly end: Instant;
  /** Shown to the person, and to nobody but them and wellbeing staff. */
  readonly reason: string;
}

/**
 * Asks that a rule be not asked of one person for a while. Nothing is open before somebody else
 * approves. Returns its id. Throws NotFound and Invalid.
 */
export async function requestOverride(db: Db, wanted: Wanted, by: string): Promise<number> {
  refuseProtected(wanted.rule);
  if (wanted.reason.trim() === '') throw new Invalid('reason', 'say why');
  return atSeat(db, wanted.reviewer, async (tx, { now }) => {
    const { reviewer, rule, reason, end } = wanted;
    const start = wanted.start ?? now;
    if (start < now) throw new Invalid('start', 'nothing is opened backwards');
    if (end <= start) throw new Invalid('end', 'it ends after it starts');
    if (end - start > LONGEST) throw new Invalid('end', 'it lasts 24 hours at most');
    const id = await addOverride(tx, { reviewer, rule, start, end, reason, by, at: now });
    await note(tx, { action: 'request-override', id, by, at: now }, { reviewer, rule, start, end });
    return id;
  });
}

function refuseProtected(rule: string): void {
  const found = rulebook.find(({ id }) => id === rule);
  if (!found) throw new Invalid('rule', `there is no rule "${rule}"`);
  if (found.overridable === false)
    throw new Invalid('rule', `${found.title} can be overridden by nobody`);
}

/**
 * Approves what somebody else asked for: it is open from its start on, never before this moment.
 * Throws NotFound, SecondPersonNeeded and AlreadyDecided.
 */
export async function approveOverride(db: Db, id: number, by: string): Promise<void> {
  await decide(db, id, async (tx, { now: at, ledger }, found) => {
    if (found.requestedBy === by) throw new SecondPersonNeeded('somebody else must approve it');
    if (found.approvedBy !== null) throw new AlreadyDecided('it was approved before');
    refuseProtected(found.rule);
    await openOverride(tx, ledger, found, { by, at });
    const { reviewer, rule, end } = found;
    const start = Math.max(found.start, at);
    await note(tx, { action: 'approve-override', id, by, at }, { reviewer, rule, start, end });
  });
}

/**
 * Ends an override, or refuses what was asked for. Its person may do so too. What they hold goes on
 * as far as the rule leaves it. Throws NotFound and AlreadyDecided.
 */
export async function endOverride(
  db: Db,
  id: number,
  who: { readonly by: string; readonly reviewer: number | null },
): Promise<void> {
  const { by } = who;
  await decide(db, id, async (tx, seat, found) => {
    const { now: at, ledger } = seat;
    const { reviewer, rule } = found;
    if (who.reviewer !== null && who.reviewer !== reviewer) throw new NotFound(`no override ${id}`);
    if (ledger.held && ledger.held.leaseUntil <= at) await lapse(tx, seat, ledger.held);
    await closeOverride(tx, ledger, found, { by, at });
    await note(tx, { action: 'end-override', id, by, at }, { reviewer, rule });
    if (ledger.held) await whatIsLeft(tx, seat, ledger.held);
  });
}

/** Decides behind the lock of the person's ledger, on what was not decided or over by then. */
async function decide(
  db: Db,
  id: number,
  work: (tx: Tx, seat: Seat, found: OverrideRow) => Promise<void>,
): Promise<void> {
  const asked = await findOverride(db.pool, id);
  if (!asked) throw new NotFound(`no override ${id}`);
  await atSeat(db, asked.reviewer, async (tx, seat) => {
    const found = await findOverride(tx, id);
    if (!found) throw new NotFound(`no override ${id}`);
    if (found.endedBy !== null) throw new AlreadyDecided('it was ended before');
    if (found.end <= seat.now) throw new AlreadyDecided('it is over');
    await work(tx, seat, found);
  });
}

/** The reason is not repeated in the log: it is about a person, and kept with the override. */
async function note(
  tx: Tx,
  deed: { readonly action: string; readonly id: number; readonly by: string; readonly at: Instant },
  detail: object,
): Promise<void> {
  const { action, id, by: actor, at } = deed;
  await log(tx, { at, actor, action, subject: String(id), detail });
}
