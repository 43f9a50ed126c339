import type { Category, Severity } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import type { Ledger } from './ledgers.ts';
import { change, sql, type Tx, ts } from './rows.ts';

/** An item that somebody passed up, as they found it to be. */
export interface Raised {
  readonly item: bigint;
  readonly assignment: bigint;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly note: string;
  readonly at: Instant;
}

/** Keeps what was said about an item and what it really is: so it is announced from now on. */
export async function addEscalation(tx: Tx, raised: Raised): Promise<void> {
  const { item, assignment, severity, categories, note, at } = raised;
  await change(
    tx,
    sql`with announced as (update items set severity = ${severity}::smallint,
        categories = ${categories}::text[] where id = ${item} and state <> 'done')
      insert into escalations (item_id, assignment_id, note, passed_up_at)
      values (${item}, ${assignment}, ${note}, ${ts(at)})`,
  );
}

/** Says whether what others pass up may be handed out to somebody. */
export async function setTakesEscalations(tx: Tx, ledger: Ledger, takes: boolean): Promise<void> {
  await change(
    tx,
    sql`update reviewers set takes_escalations = ${takes} where id = ${ledger.reviewer}`,
  );
  ledger.facts = { ...ledger.facts, takesEscalations: takes };
}
