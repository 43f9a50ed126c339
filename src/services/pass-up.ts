import type { Category, Severity } from '../domain/category.ts';
import { SECOND } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { addEscalation } from '../store/escalations.ts';
import type { GoesTo, Outcome } from '../store/outcomes.ts';
import type { Tx } from '../store/rows.ts';
import { endedAssignment, settle } from '../store/settlement.ts';
import { Invalid } from './errors.ts';
import { seenUntil, stillThere } from './lease.ts';
import { atSeat, type Seat } from './seat.ts';

/** What somebody says about an item that they do not want to decide alone. */
export interface PassUp {
  readonly assignment: bigint;
  readonly note: string;
  /** What it really is, where that differs from what was announced. */
  readonly severity: Severity | null;
  readonly categories: readonly Category[] | null;
}

export type PassedUp =
  | {
      readonly kind: 'passed-up';
      readonly item: bigint;
      readonly seenSeconds: number;
      readonly goesTo: GoesTo | null;
    }
  | { readonly kind: 'lapsed' | 'not-held' };

export const LONGEST_NOTE = 2_000;

/**
 * Passes a held item up to those who take escalations, with what is to be known of it: it is announced
 * to them as what it really is. What was seen counts; nobody else is offered it, but a stream is
 * watched on by whoever may. Throws Invalid for a note that is too long.
 */
export async function passUp(db: Db, reviewer: number, said: PassUp): Promise<PassedUp> {
  // PostgreSQL cannot keep a NUL in text.
  if (said.note.length > LONGEST_NOTE || said.note.includes('\u0000'))
    throw new Invalid('note', `a note has ${LONGEST_NOTE} characters at most`);
  if (said.categories?.length === 0) throw new Invalid('categories', 'name at least one category');
  return atSeat(db, reviewer, async (tx, seat) => {
    const before = seat.ledger.held;
    const held = await stillThere(tx, seat);
    if (before?.assignment !== said.assignment) return { kind: await endedAs(tx, seat, said) };
    if (!held) return { kind: 'lapsed' };
    const { now, ledger } = seat;
    const seen = seenUntil(held, now);
    const severity = said.severity ?? held.severity;
    const categories = said.categories ?? held.categories;
    const end = { now, outcome: 'passed-up', seen, severity, categories, decision: null } as const;
    const { goesTo } = await settle(tx, ledger, held, end);
    await addEscalation(tx, { ...held, severity, categories, note: said.note, at: now });
    const seenSeconds = seen ? (seen.end - seen.start) / SECOND : 0;
    return { kind: 'passed-up', item: held.item, seenSeconds, goesTo };
  });
}

const TOO_LATE: readonly Outcome[] = ['lapsed', 'relieved', 'withdrawn'];

async function endedAs(tx: Tx, { ledger }: Seat, { assignment }: PassUp) {
  const outcome = (await endedAssignment(tx, ledger.reviewer, assignment))?.outcome;
  return outcome !== undefined && TOO_LATE.includes(outcome) ? 'lapsed' : 'not-held';
}
