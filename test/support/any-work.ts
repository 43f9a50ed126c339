/** People who do whatever one may do, in any order, and what they were told of it. */

import type { Severity } from '../../src/domain/category.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { seeded } from '../../src/report/random.ts';
import { endBreak, startBreak } from '../../src/services/breaks.ts';
import { claimNext } from '../../src/services/claim-next.ts';
import { completeReview } from '../../src/services/complete-review.ts';
import { flagSelf } from '../../src/services/flag-self.ts';
import { heartbeat, openItem } from '../../src/services/heartbeat.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import { setAgreement } from '../../src/services/set-agreement.ts';
import { setConsent } from '../../src/services/set-consent.ts';
import { stepAway } from '../../src/services/step-away.ts';
import type { Db } from '../../src/store/db.ts';

/** What the service has acknowledged to one person. */
export interface Told {
  /** Times that it decided about them. */
  calls: number;
  /** Milliseconds of exposure to each item that they completed or stepped away from. */
  readonly seen: Map<bigint, number>;
  completed: number;
}

/** Does one thing for somebody: a claim or something with what they hold, mostly. */
export type Act = (db: Db, reviewer: number, now: number) => Promise<void>;

/** The same seed does the same things in the same order; `told` gathers what was acknowledged. */
export function anyWork(seed: number, told: Map<number, Told>): Act {
  const random = seeded('work', seed);
  return async (db, reviewer, now) => {
    const own = told.get(reviewer) ?? { calls: 0, seen: new Map<bigint, number>(), completed: 0 };
    told.set(reviewer, own);
    const call = <T>(work: Promise<T>) => {
      own.calls++;
      return work;
    };
    const dice = random();
    const category = random() < 0.5 ? 'GRAPHIC_VIOLENCE' : 'HATE_INCITEMENT';
    const more = random();
    if (dice < 0.06) {
      const away = await call(more < 0.9 ? stepAway(db, reviewer) : flagSelf(db, reviewer));
      if (away.item !== null) own.seen.set(away.item, Math.round(away.seenSeconds * SECOND));
    } else if (dice < 0.1) await call(startBreak(db, reviewer, more < 0.5 ? 'wellbeing' : 'meal'));
    else if (dice < 0.16) await call(endBreak(db, reviewer));
    else if (dice < 0.22)
      await call(setConsent(db, reviewer, { category, granted: more < 0.6, statement: 1 }));
    else if (dice < 0.23)
      await call(setAgreement(db, reviewer, { to: 'severe-after-aftermath', granted: more < 0.7 }));
    else if (dice < 0.26)
      await call(
        recordExposure(db, reviewer, {
          origin: 'incidental',
          start: now - MINUTE - Math.floor(more * MINUTE),
          end: now - MINUTE,
          severity: 1,
          categories: [category],
          corrects: null,
        }),
      );
    else {
      const claim = await call(claimNext(db, reviewer));
      if (claim.kind !== 'assigned') return;
      const { assignment } = claim.held;
      if (dice < 0.4) await call(heartbeat(db, reviewer, assignment));
      else if (dice < 0.5) await call(openItem(db, reviewer, assignment));
      else if (dice < 0.9) {
        const severity: Severity | null = more < 0.1 ? 4 : null;
        const review = { assignment, decision: 'allow', severity, categories: null };
        const done = await call(completeReview(db, reviewer, review));
        if (done.kind !== 'completed') return;
        own.seen.set(claim.held.item, Math.round(done.seenSeconds * SECOND));
        if (!done.again) own.completed++;
      }
    }
  };
}
