import type { Category } from '../domain/category.ts';
import type { Db } from '../store/db.ts';
import { addConsent } from '../store/signs.ts';
import { currentStatement } from '../store/statements.ts';
import { signOfLife } from './lease.ts';
import { atSeat } from './seat.ts';
import { release } from './step-away.ts';

export type ConsentSet =
  | { readonly kind: 'set' /** The item that went back at once. */; readonly item: bigint | null }
  /** Consent needs the hazard statement as it reads today; a refusal never does. */
  | { readonly kind: 'statement-outdated'; readonly current: number };

/**
 * Keeps what a person says about seeing a category. A refusal holds from this instant, needs no
 * reason and no reading, and sends back a held item of that category in the same transaction.
 */
export async function setConsent(
  db: Db,
  reviewer: number,
  said: { category: Category; granted: boolean; statement: number | null },
): Promise<ConsentSet> {
  return atSeat(db, reviewer, async (tx, seat) => {
    const held = await signOfLife(tx, seat);
    const statement = await currentStatement(tx);
    if (said.granted && said.statement !== statement.version)
      return { kind: 'statement-outdated', current: statement.version };
    const { category, granted } = said;
    await addConsent(tx, seat.ledger, {
      category,
      granted,
      statement: statement.version,
      at: seat.now,
    });
    if (granted || !held?.categories.includes(category)) return { kind: 'set', item: null };
    await release(tx, seat, held, 'refused');
    return { kind: 'set', item: held.item };
  });
}
