import { type FindingStep, stateAfter } from '../domain/finding-state.ts';
import { log } from '../store/audit-log.ts';
import type { Db } from '../store/db.ts';
import { lockFinding, setFindingState } from '../store/finding-states.ts';
import { databaseNow, transaction } from '../store/rows.ts';
import { AlreadyDecided, Invalid, NotFound } from './errors.ts';

/** In characters: a page of text, not a file. */
export const LONGEST_NOTE = 2000;

/** Says that somebody looked at a finding. Throws NotFound and AlreadyDecided. */
export function acknowledgeFinding(db: Db, id: bigint, by: string): Promise<void> {
  return step(db, { id, step: 'acknowledge', by, note: null });
}

/**
 * Says in plain text how a finding came about; said again, it is put better. The person concerned
 * reads it. Throws Invalid, NotFound and AlreadyDecided.
 */
export async function explainFinding(db: Db, id: bigint, note: string, by: string): Promise<void> {
  const text = note.trim();
  if (text === '') throw new Invalid('note', 'say why');
  if (text.length > LONGEST_NOTE)
    throw new Invalid('note', `a note has ${LONGEST_NOTE} characters at most`);
  if (/[^\P{Cc}\n\t]/u.test(text)) throw new Invalid('note', 'a note is plain text');
  await step(db, { id, step: 'explain', by, note: text });
}

/** Says that nothing more is to be done about a finding. Throws NotFound and AlreadyDecided. */
export function resolveFinding(db: Db, id: bigint, by: string): Promise<void> {
  return step(db, { id, step: 'resolve', by, note: null });
}

interface Step {
  readonly id: bigint;
  readonly step: FindingStep;
  readonly by: string;
  readonly note: string | null;
}

/** The note is not repeated in the log: it is about a person, and kept with the finding. */
function step(db: Db, { id, step, by, note }: Step): Promise<void> {
  return transaction(db, async (tx) => {
    const before = await lockFinding(tx, id);
    if (before === null) throw new NotFound('there is no such finding');
    const state = stateAfter(before, step);
    if (state === null) throw new AlreadyDecided(`it is ${before} already`);
    const at = db.clock() ?? (await databaseNow(tx));
    await setFindingState(tx, id, { state, by, at, note });
    const deed = { at, actor: by, action: `${step}-finding`, subject: String(id) };
    await log(tx, { ...deed, detail: { from: before, to: state } });
  });
}
