import type { Severity } from '../domain/category.ts';
import type { Instant, Span } from '../domain/time.ts';
import { change, ms, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** What an offer is made after; of what was seen, nothing is kept with it. */
export type Because = 'flag' | 'severe';

/** An offer of a counsellor that waits for an answer, or for its end. */
export interface OpenOffer extends Span {
  readonly id: bigint;
  readonly because: Because;
}

/** One person's open offer, or null. */
export async function openOffer(db: Reader, reviewer: number): Promise<OpenOffer | null> {
  const [row] = await rows<OpenOffer>(
    db,
    sql`select id, because, ${ms('offered_at')} as start, ${ms('expires_at')} as end
      from support_offers where reviewer_id = ${reviewer} and state = 'offered'`,
  );
  return row ?? null;
}

/** Offers a counsellor; an offer that is open already is held open for as long. */
export async function offer(
  tx: Tx,
  reviewer: number,
  made: Span & { readonly because: Because },
): Promise<OpenOffer> {
  const [row] = await rows<OpenOffer>(
    tx,
    sql`insert into support_offers (reviewer_id, because, offered_at, expires_at, state)
      values (${reviewer}, ${made.because}, ${ts(made.start)}, ${ts(made.end)}, 'offered')
      on conflict (reviewer_id) where state = 'offered' do update
        set expires_at = greatest(support_offers.expires_at, excluded.expires_at)
      returning id, because, ${ms('offered_at')} as start, ${ms('expires_at')} as end`,
  );
  if (!row) throw new Error('an offer was not kept');
  return row;
}

/** Closes a person's open offer; false when it is not open, or not theirs. */
export async function closeOffer(
  tx: Tx,
  reviewer: number,
  id: bigint,
  state: 'taken-up' | 'expired',
): Promise<boolean> {
  const closed = await change(
    tx,
    sql`update support_offers set state = ${state}
      where id = ${id} and reviewer_id = ${reviewer} and state = 'offered'`,
  );
  return closed > 0;
}

/** Lets the offers go that nobody answered in time; how many there were. */
export function expireOffersBy(db: Reader, now: Instant): Promise<number> {
  return change(
    db,
    sql`update support_offers set state = 'expired'
      where state = 'offered' and expires_at <= ${ts(now)}`,
  );
}

/** What counts as hard to see: this severe, or so many levels worse than it was announced. */
export interface HardToSee {
  readonly severity: Severity;
  readonly levelsWorse: number;
}

/**
 * Who saw something hard, by what was recorded since an instant, and has had no offer that was open
 * when they had seen it or later: in id order.
 */
export async function unofferedAfter(
  db: Reader,
  hard: HardToSee,
  since: Instant,
): Promise<readonly number[]> {
  const found = await rows<{ reviewer_id: number }>(
    db,
    sql`select distinct e.reviewer_id from exposures e
      where e.recorded_at > ${ts(since)}
        and (e.severity = 5 or e.severity > e.announced_severity)
        and (e.severity >= ${hard.severity}
          or e.severity - e.announced_severity >= ${hard.levelsWorse})
        and not exists (select 1 from support_offers o where o.reviewer_id = e.reviewer_id
          and o.expires_at > e.ended_at)
      order by e.reviewer_id`,
  );
  return found.map((row) => row.reviewer_id);
}
