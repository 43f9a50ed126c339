import { type GradualStep, gradualStart, stepsFrom } from '../domain/gradual-start.ts';
import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { addEntries } from '../store/policies.ts';
import { Invalid } from './errors.ts';
import { readSeat } from './read-seat.ts';
import { parameters, subjectOf } from './rules-for.ts';

/**
 * Lets somebody who is new or comes back start gradually, from an instant that is never before the
 * commit (null: at once); no reason is asked for or kept. Returns the steps. Throws NotFound, and
 * Invalid for somebody who belongs to no site then, whose weeks nobody can count.
 */
export async function startGradually(
  db: Db,
  reviewer: number,
  from: Instant | null,
  by: string,
): Promise<readonly GradualStep[]> {
  const { facts } = await readSeat(db, reviewer);
  let steps: readonly GradualStep[] = [];
  await addEntries(
    db,
    ({ entries }, now) => {
      const start = Math.max(from ?? now, now);
      const zone = facts.zones.findLast((one) => one.from <= start)?.zone;
      if (zone === undefined) throw new Invalid('reviewer', 'they belong to no site then');
      steps = stepsFrom(start, zone);
      return gradualStart(entries, parameters, subjectOf(facts, start), steps);
    },
    { by, which: 'all' },
  );
  return steps;
}
