import type { Span } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { type NotedDay, notedDay } from '../store/simulated-day.ts';
import type { Acknowledged } from './acknowledged.ts';
import { closeDay } from './outcome.ts';
import { playDay } from './play-day.ts';
import type { Progress } from './progress.ts';
import { setUpDay } from './set-up.ts';
import { type Figures, figuresOf, preface, sentences } from './summary.ts';

export interface Telling {
  say(line: string): void;
  progress(span: Span): Progress;
}

/** Another day was begun in this database. */
export class OtherDay extends Error {
  override readonly name = 'OtherDay';
}

/**
 * Plays a day in a migrated database, from its beginning or from where it broke off, audits it and
 * tells what it came to. Throws OtherDay where the database has another day in it.
 */
export async function simulate(
  db: Db,
  asked: NotedDay,
  acknowledged: Acknowledged,
  { say, progress }: Telling,
): Promise<Figures> {
  const startedAt = performance.now();
  const begun = await notedDay(db.pool);
  if (begun && !sameDay(begun, asked))
    throw new OtherDay(
      `The day in this database is ${begun.day} with ${begun.reviewers} reviewers and seed ` +
        `${begun.seed}: resume that one, or begin anew without --resume.`,
    );
  const day = await setUpDay(db, asked, acknowledged.note);
  for (const line of preface(asked, day.staged.says)) say(line);
  if (day.resumedAt !== null)
    say(`! resumed at ${new Date(day.resumedAt).toISOString()} of the virtual clock.`);
  const shown = progress(day.span);
  await playDay(day, (now) => shown.at(now)).finally(() => shown.stop());
  const outcome = await closeDay(day, acknowledged.seconds);
  const elapsed = Math.round((performance.now() - startedAt) / 100) / 10;
  const figures = figuresOf(asked, outcome, elapsed);
  for (const line of sentences(figures, outcome)) say(line);
  return figures;
}

function sameDay(a: NotedDay, b: NotedDay): boolean {
  return a.day === b.day && a.reviewers === b.reviewers && a.seed === b.seed;
}
