import type { FindingState } from '../domain/finding-state.ts';
import type { Instant } from '../domain/time.ts';
import { change, rows, sql, type Tx, ts } from './rows.ts';

/** The state of a finding, locked until the transaction ends; null: there is no such finding. */
export async function lockFinding(tx: Tx, id: bigint): Promise<FindingState | null> {
  const [row] = await rows<{ state: FindingState }>(
    tx,
    sql`select state from findings where id = ${id} for update`,
  );
  return row?.state ?? null;
}

/** Gives a finding a state. A note replaces the one before; null leaves it. */
export async function setFindingState(
  tx: Tx,
  id: bigint,
  given: { state: FindingState; by: string; at: Instant; note: string | null },
): Promise<void> {
  await change(
    tx,
    sql`update findings set state = ${given.state}, state_by = ${given.by},
        state_at = ${ts(given.at)}, note = coalesce(${given.note}, note) where id = ${id}`,
  );
}
