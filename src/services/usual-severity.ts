import type { Severity } from '../domain/category.ts';
import { HOUR, type Instant, type Minutes } from '../domain/time.ts';
import type { Db } from '../store/db.ts';

/** What one process handed out of late. */
interface Lately {
  minutes: Minutes;
  /** In minutes times severity. */
  dose: number;
  at: Instant;
}

const lately = new WeakMap<Db['pool'], Lately>();

/** What was handed out so long ago counts half (no published figure). */
const HALF_LIFE = 4 * HOUR;

/**
 * The mean severity of the minutes that this process handed out of late, to lean to the other side of
 * what somebody has seen; null: it handed out nothing yet. It only sets an order, so that each
 * process has its own.
 */
export function usualSeverity(db: Db): number | null {
  const own = lately.get(db.pool);
  return own && own.minutes > 0 ? own.dose / own.minutes : null;
}

/** Notes what is handed out. */
export function noteHandedOut(
  db: Db,
  now: Instant,
  work: readonly { readonly expectedMinutes: Minutes; readonly severity: Severity }[],
): void {
  const own = lately.get(db.pool) ?? { minutes: 0, dose: 0, at: now };
  const kept = 0.5 ** (Math.max(0, now - own.at) / HALF_LIFE);
  own.minutes *= kept;
  own.dose *= kept;
  own.at = Math.max(own.at, now);
  for (const { expectedMinutes: minutes, severity } of work) {
    own.minutes += minutes;
    own.dose += minutes * severity;
  }
  lately.set(db.pool, own);
}
