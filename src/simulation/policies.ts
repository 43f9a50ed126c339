import { type Instant, MINUTE } from '../domain/time.ts';
import { changePolicy } from '../services/policy.ts';
import type { Db } from '../store/db.ts';
import { currentPolicy } from '../store/policies.ts';
import type { Player } from './player.ts';

const RULE = 'continuous-exposure';
const TIGHTENED = 40;
const ACCOMMODATED = 20;
/** Past the shorter limit, and not yet at the general one. */
const LONG_ENOUGH = 28 * MINUTE;

export const POLICY_SAYS = `at noon UTC the policy tightens: ${RULE} from 50 minutes to ${TIGHTENED}`;

/** Makes the day's two changes of policy, each once, at the first look at which it is time. */
export type Tighten = (db: Db, now: Instant) => Promise<void>;

/**
 * At noon UTC the organisation's limit; and that of one person, where there is one, while they are
 * past it. What was changed before a kill is not changed again.
 */
export async function tightening(db: Db, date: string, person: Player | null): Promise<Tighten> {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const own = (await currentPolicy(db)).entries.filter((entry) => entry.rule === RULE);
  let noonToCome = own.filter((entry) => entry.scope.kind === 'organisation').length < 2;
  let personToCome = person !== null && !own.some((entry) => entry.scope.kind === 'person');
  let run: Instant | null = null;
  return async (at, now) => {
    if (noonToCome && now >= noon) {
      noonToCome = false;
      await change(at, { kind: 'organisation' }, TIGHTENED);
    }
    if (!personToCome || !person) return;
    run = runOf(person, run);
    if (run === null || person.doing.kind !== 'holding' || now - run < LONG_ENOUGH) return;
    personToCome = false;
    await change(at, { kind: 'person', id: person.id }, ACCOMMODATED);
  };
}

/** Since when somebody has worked without a rest, as far as looks at them tell. */
function runOf({ doing }: Player, before: Instant | null): Instant | null {
  if (doing.kind === 'holding') return before ?? doing.since;
  return doing.kind === 'free' ? before : null;
}

async function change(
  db: Db,
  scope: { kind: 'organisation' } | { kind: 'person'; id: number },
  limitMinutes: number,
): Promise<void> {
  await changePolicy(db, {
    rule: RULE,
    level: 'hard',
    scope,
    params: { limitMinutes },
    from: null,
  });
}
