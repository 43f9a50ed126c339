import type { Category, Severity } from '../domain/category.ts';
import type { RecordedExposure } from '../domain/recorded.ts';
import { HOUR, type Instant } from '../domain/time.ts';
import type { Origin } from '../domain/timeline.ts';
import type { Db } from '../store/db.ts';
import { LONGEST_FACT } from '../store/facts.ts';
import { ensureMonth } from '../store/months.ts';
import { databaseNow } from '../store/rows.ts';
import { appendExposure } from '../store/settlement.ts';
import { Invalid } from './errors.ts';
import { signOfLife } from './lease.ts';
import { atSeat, type Seat } from './seat.ts';
import { whatIsLeft } from './step-away.ts';

/** Something seen that we did not hand out, or a correction of what the ledger says. */
export interface Seen {
  readonly origin: Exclude<Origin, 'assignment'>;
  readonly start: Instant;
  readonly end: Instant;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  /** The ledger row that this corrects: it keeps its start and its origin. */
  readonly corrects: bigint | null;
}

export interface Recorded {
  readonly exposure: bigint;
  /** What this left of a held item's lease: null when nothing was held, `now` when it went back. */
  readonly leaseUntil: Instant | null;
}

/** An exposure that is told later than this is a mistake in a date, or needs a person to look. */
const OLDEST = 24 * 31 * HOUR;

/**
 * Keeps what was seen outside an assignment. It is never refused for being too much: it is a fact.
 * A lease that it leaves no room for is shortened, or ends, in the same transaction. Throws
 * NotFound, and Invalid for a span that cannot be.
 */
export async function recordExposure(db: Db, reviewer: number, seen: Seen): Promise<Recorded> {
  await makeRoom(db, seen.start);
  return atSeat(db, reviewer, async (tx, seat) => {
    checkSeen(seen, seat.now);
    const held = await signOfLife(tx, seat);
    const corrected = seen.corrects === null ? null : rowToCorrect(seat, seen);
    const exposure = await appendExposure(tx, seat.ledger, {
      start: seen.start,
      end: seen.end,
      severity: seen.severity,
      categories: seen.categories,
      origin: corrected?.origin ?? seen.origin,
      assignment: corrected?.assignment ?? null,
      recordedAt: seat.now,
      supersedes: corrected?.id ?? null,
      ...(corrected?.announced === undefined ? {} : { announced: corrected.announced }),
    });
    const left = held ? await whatIsLeft(tx, seat, held) : null;
    return { exposure, leaseUntil: left && (left.until ?? seat.now) };
  });
}

/** The ledger has a place for what began at an instant; no month is made for another age. */
export async function makeRoom(db: Db, start: Instant): Promise<void> {
  const now = db.clock() ?? (await databaseNow(db.pool));
  if (Math.abs(start - now) <= OLDEST + LONGEST_FACT) await ensureMonth(db, start);
}

/** Throws Invalid for what cannot have been seen by an instant. */
export function checkSeen(seen: Omit<Seen, 'origin' | 'corrects'>, now: Instant): void {
  if (!(seen.start < seen.end)) throw new Invalid('end', 'an exposure must end after it starts');
  if (seen.end > now) throw new Invalid('end', 'an exposure cannot end in the future');
  if (seen.end - seen.start > LONGEST_FACT)
    throw new Invalid('end', 'an exposure cannot be longer than 24 hours');
  if (seen.start < now - OLDEST)
    throw new Invalid('start', 'an exposure cannot be recorded later than 31 days after it');
  if (seen.categories.length === 0) throw new Invalid('categories', 'name at least one category');
}

function rowToCorrect(seat: Seat, seen: Seen): RecordedExposure {
  const { exposures } = seat.ledger.facts;
  const row = exposures.find((e) => e.id === seen.corrects);
  if (!row) throw new Invalid('corrects', 'no exposure of this reviewer with that id is recent');
  if (exposures.some((e) => e.supersedes === row.id))
    throw new Invalid('corrects', 'that exposure was corrected before: correct the correction');
  if (row.start !== seen.start)
    throw new Invalid('start', 'a correction keeps the start of what it corrects');
  return row;
}
