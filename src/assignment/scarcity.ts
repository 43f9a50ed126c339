import { type Category, isCategory, SEVERE, type Severity } from '../domain/category.ts';
import { byCategory, lastSaid } from '../domain/said.ts';
import type { Instant } from '../domain/time.ts';
import type { Timeline } from '../domain/timeline.ts';

/** What may be scarce: languages, and categories where only who agreed to them is shown such work. */
interface Needing {
  readonly language: string | null;
  readonly severity: Severity;
  readonly categories: readonly Category[];
}

interface Able {
  readonly languages: readonly string[];
  readonly timeline: Pick<Timeline, 'consents' | 'clearances'>;
}

/** How many people there are for the scarcest of what work needs; Infinity: it is anybody's. */
export type Supply = (work: Needing) => number;

export interface Scarcity {
  readonly supply: Supply;
  /** People for the scarcest of what somebody could do and waiting work needs; Infinity: nothing. */
  rarest(person: Able): number;
}

/**
 * Counts the people of each language and category among those at hand, or takes the numbers given
 * (of everybody on shift), which also tell one person alone what of theirs is rare. Where numbers
 * are given, a category without one is not taken for scarce.
 */
export function scarcityOf(
  people: readonly Able[],
  waiting: readonly Needing[],
  given: ReadonlyMap<string, number> | null,
  now: Instant,
): Scarcity {
  const needed = new Set(waiting.flatMap(needsOf));
  const has = new Map(people.map((person) => [person, abilities(person, needed, now)]));
  const counts = new Map<string, number>();
  for (const own of has.values())
    for (const one of own) counts.set(one, (counts.get(one) ?? 0) + 1);
  const count = (need: string) => {
    const isCounted = given === null || !isCategory(need);
    return given?.get(need) ?? (isCounted ? (counts.get(need) ?? 0) : Infinity);
  };
  const scarcest = (needs: readonly string[]) => Math.min(Infinity, ...needs.map(count));
  return {
    supply: (work) => scarcest(needsOf(work)),
    rarest: (person) => scarcest(has.get(person) ?? abilities(person, needed, now)),
  };
}

function needsOf({ language, severity, categories }: Needing): readonly string[] {
  const agreed = severity >= SEVERE ? categories : [];
  return language === null ? agreed : [language, ...agreed];
}

/** As far as words go: what the rules say is asked when it comes to it. */
function abilities(
  { languages, timeline }: Able,
  needed: ReadonlySet<string>,
  now: Instant,
): readonly string[] {
  const consents = byCategory(timeline.consents);
  const clearances = byCategory(timeline.clearances);
  return [...needed].filter((need) => {
    if (languages.includes(need)) return true;
    if (!isCategory(need) || !lastSaid(consents.get(need), now)?.granted) return false;
    return lastSaid(clearances.get(need), now)?.granted !== false;
  });
}
