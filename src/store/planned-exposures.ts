import type { Category } from '../domain/category.ts';
import { type NewPlan, type PlannedExposure, plannedOf } from '../domain/planned-exposure.ts';
import type { Instant } from '../domain/time.ts';
import type { Ledger } from './ledgers.ts';
import { change, ms, rows, sql, type Tx, ts } from './rows.ts';

/** What became of a plan. */
export type PlanOutcome = 'seen' | 'cancelled';

/** A plan as it was kept. */
export interface KeptPlan extends NewPlan {
  readonly id: bigint;
  readonly outcome: PlanOutcome | null;
}

type Row = Omit<KeptPlan, 'categories'> & { readonly categories: Category[] };

const COLUMNS = sql`id, key, for_work as "plannedFor", severity, categories, outcome,
  ${ms('starts_at')} as start, ${ms('ends_at')} as end`;

/** One person's plan by the key that it was given; null: there is none. */
export async function planByKey(tx: Tx, reviewer: number, key: string): Promise<KeptPlan | null> {
  const [row] = await rows<Row>(
    tx,
    sql`select ${COLUMNS} from planned_exposures where reviewer_id = ${reviewer} and key = ${key}`,
  );
  return row ?? null;
}

/** One person's plan, whatever became of it; null: there is none of theirs. */
export async function planOf(tx: Tx, reviewer: number, id: bigint): Promise<KeptPlan | null> {
  const [row] = await rows<Row>(
    tx,
    sql`select ${COLUMNS} from planned_exposures where reviewer_id = ${reviewer} and id = ${id}`,
  );
  return row ?? null;
}

/** Keeps a plan: from now on the ledger counts with it. */
export async function addPlan(
  tx: Tx,
  ledger: Ledger,
  plan: NewPlan,
  { by, now }: { readonly by: string; readonly now: Instant },
): Promise<PlannedExposure> {
  const [row] = await rows<{ id: bigint }>(
    tx,
    sql`insert into planned_exposures (reviewer_id, key, for_work, severity, categories, starts_at,
        ends_at, planned_at, planned_by)
      values (${ledger.reviewer}, ${plan.key}, ${plan.plannedFor}, ${plan.severity}::smallint,
        ${plan.categories}::text[], ${ts(plan.start)}, ${ts(plan.end)}, ${ts(now)}, ${by})
      returning id`,
  );
  if (!row) throw new Error('a plan was not kept');
  const planned = plannedOf({ ...plan, id: row.id, at: now });
  const all = [...ledger.facts.planned, planned].sort((a, b) => a.start - b.start);
  ledger.facts = { ...ledger.facts, planned: all };
  return planned;
}

/** Ends a plan: nothing is held for it any more. */
export async function endPlan(
  tx: Tx,
  ledger: Ledger,
  id: bigint,
  { outcome, now }: { readonly outcome: PlanOutcome; readonly now: Instant },
): Promise<void> {
  await change(
    tx,
    sql`update planned_exposures set outcome = ${outcome}, ended_at = ${ts(now)}
      where id = ${id} and ended_at is null`,
  );
  const planned = ledger.facts.planned.filter((one) => one.id !== id);
  ledger.facts = { ...ledger.facts, planned };
}
