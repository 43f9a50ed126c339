import { log } from '../store/audit-log.ts';
import type { Db } from '../store/db.ts';
import { setTakesEscalations } from '../store/escalations.ts';
import { atSeat } from './seat.ts';

/**
 * Decides whether somebody takes escalations: what others pass up is handed out to them alone, as far as
 * every rule and their own consents allow. What is in their hands stays there. Throws NotFound.
 */
export async function takeEscalations(
  db: Db,
  reviewer: number,
  takes: boolean,
  by: string,
): Promise<void> {
  await atSeat(db, reviewer, async (tx, seat) => {
    const { now: at, ledger } = seat;
    await setTakesEscalations(tx, ledger, takes);
    const action = 'take-escalations';
    await log(tx, { at, actor: by, action, subject: String(reviewer), detail: { takes } });
  });
}
