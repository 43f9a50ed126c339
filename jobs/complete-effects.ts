import { completeEffects } from '../src/services/proposals.ts';
import type { Db } from '../src/store/db.ts';
import type { Counts } from './job.ts';

/** Looks at everybody for the proposals of which only a sample was looked at. */
export async function run(db: Db): Promise<Counts> {
  return { completed: await completeEffects(db) };
}
