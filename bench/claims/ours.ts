import { setImmediate as turn } from 'node:timers/promises';
import { claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import type { Bench } from './floor.ts';

/** What so many callers at once brought about in some time. */
export interface Rate {
  readonly perSecond: number;
  /** Milliseconds that one call took. */
  readonly p50: number;
  readonly p99: number;
  /** Calls to claim that were answered with something else than an item, by what. */
  readonly others: Readonly<Record<string, number>>;
  readonly done: number;
}

/** Claims and completes through the services, one reviewer after the other, as fast as it goes. */
export async function ours(
  { db, reviewers }: Bench,
  callers: number,
  until: (done: number) => boolean,
): Promise<Rate> {
  const took: number[] = [];
  const others: Record<string, number> = {};
  let [done, next] = [0, 0];
  const away = new Map<number, number>();
  const timed = async <T>(call: Promise<T>): Promise<T> => {
    const start = performance.now();
    const answer = await call;
    took.push(performance.now() - start);
    return answer;
  };
  const startedAt = performance.now();
  const call = async () => {
    while (!until(done)) {
      const reviewer = reviewers[next++ % reviewers.length] ?? 0;
      if ((away.get(reviewer) ?? 0) > Date.now()) {
        await turn();
        continue;
      }
      const claim = await timed(claimNext(db, reviewer));
      if (claim.kind !== 'assigned') {
        const why = claim.kind === 'not-eligible' ? claim.objections.map((o) => o.rule).join() : '';
        // They come back when they were told to.
        if (claim.kind === 'not-eligible') away.set(reviewer, claim.earliest ?? Infinity);
        const said = [claim.kind, why].join(' ').trim();
        others[said] = (others[said] ?? 0) + 1;
        continue;
      }
      const { assignment } = claim.held;
      const review = { assignment, decision: 'keep', severity: null, categories: null };
      const { kind } = await timed(completeReview(db, reviewer, review));
      if (kind !== 'completed') throw new Error(`what was claimed could not be completed: ${kind}`);
      done++;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - startedAt) / 1_000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  return { perSecond: done / seconds, p50: at(0.5), p99: at(0.99), others, done };
}
