import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { publishStatement } from '../store/statements.ts';
import { Invalid } from './errors.ts';

export interface StatementPublished {
  readonly version: number;
  readonly at: Instant;
}

/** Characters: more is not read before saying yes (no published figure). */
const LONGEST = 20_000;

/**
 * Publishes what is read before consenting, in a new version. Whoever agreed after an older one is
 * asked again, as the rules say by when. Throws Invalid.
 */
export async function publishHazardStatement(
  db: Db,
  text: string,
  by: string,
): Promise<StatementPublished> {
  const said = text.trim();
  if (said === '') throw new Invalid('text', 'a statement says something');
  if (said.length > LONGEST)
    throw new Invalid('text', `a statement has at most ${LONGEST} characters`);
  if (said.includes('\u0000')) throw new Invalid('text', 'a statement has no NUL in it');
  return publishStatement(db, said, by);
}
