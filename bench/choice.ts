/**
 * The second of two days of the bundled report's floor at a load, handed out in three ways to the same people, in memory
 * on a virtual clock: ours, with all rules; and, without them, oldest-first pull and longest-idle with
 * the skill, as routing tools do. All three are audited afterwards by the same audit. Everybody takes
 * the same breaks whoever hands out, so the others are spared the work without rest that they allow.
 */

import { type Measured, measured } from './choice/measures.ts';
import { ours } from './choice/ours.ts';
import { longestIdle, oldestFirst } from './choice/peers.ts';
import { dayOf } from './choice/people.ts';
import { type Policy, play } from './choice/play.ts';

const WAYS: Readonly<Record<string, Policy>> = {
  ours,
  'oldest-first pull': oldestFirst,
  'longest idle with the skill': longestIdle,
};

/** Words: reviewers (100), load in percent (95), date (2026-03-11), seed (1). */
export async function bench(words: readonly string[]): Promise<object> {
  const [reviewers = '100', load = '95', date = '2026-03-11', seedWord = '1'] = words;
  const seed = Number(seedWord);
  const asked = { reviewers: Number(reviewers), date, seed, load: Number(load) / 100 };
  const day = await dayOf(asked);
  const ways: Record<string, Measured & { readonly seconds: number }> = {};
  for (const [name, policy] of Object.entries(WAYS)) {
    const start = performance.now();
    const result = measured(play(day, seed, policy, ours), day.measured);
    ways[name] = { ...result, seconds: Math.round((performance.now() - start) / 100) / 10 };
  }
  console.table(
    Object.fromEntries(
      Object.entries(ways).map(([name, { breaches, handedOut, ...rest }]) => [
        name,
        { ...rest, 'handed out': breaches['handed-out'] ?? 0, other: others(breaches) },
      ]),
    ),
  );
  const people = day.people.length;
  return { ...asked, onShift: people, items: day.arriving.length, ways };
}

function others(breaches: Readonly<Record<string, number>>): string {
  const other = Object.entries(breaches).filter(([cause]) => cause !== 'handed-out');
  return other.map(([cause, n]) => `${n} ${cause}`).join(', ');
}
