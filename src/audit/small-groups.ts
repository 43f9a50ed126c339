import type { Place } from '../domain/rolled-day.ts';
import { FEWEST } from './what-if.ts';

/** What is told of a category and a severity at once; no published figure. */
export const FEWEST_OF_A_CELL = 10;
/** In smaller groups nothing is told of whoever is first or last; no published figure. */
export const FEWEST_FOR_EXTREMES = 20;

/**
 * Which of several groups that add up to a whole may be told, by how many people each is of. A group
 * of too few may not; nor, as long as what is hidden is of too few in all, or could be computed from
 * the whole, the next smallest (the remainder rule of Tivian). That a group is empty is told: it
 * says nothing of anybody.
 */
export function shown(people: readonly number[], fewest: number = FEWEST): readonly boolean[] {
  const isHidden = people.map((count) => count > 0 && count < fewest);
  for (;;) {
    const hidden = people.filter((_, i) => isHidden[i]);
    const total = hidden.reduce((sum, count) => sum + count, 0);
    if (hidden.length === 0 || (hidden.length > 1 && total >= fewest)) break;
    const rest = people.filter((count, i) => count > 0 && !isHidden[i]);
    if (rest.length === 0) break;
    isHidden[people.findIndex((count, i) => !isHidden[i] && count === Math.min(...rest))] = true;
  }
  return isHidden.map((hidden) => !hidden);
}

/** How many of a known number of people something holds for; null: of too few, or of too few not. */
export function counted(count: number, of: number): number | null {
  return shown([count, of - count]).every(Boolean) ? count : null;
}

/**
 * Whether anything may be told of the people of a site, a team or both, or of all (nulls): whoever
 * asks for one may ask for every other, and subtract.
 */
export function mayTell(
  places: readonly Place[],
  { site, team }: { readonly site: number | null; readonly team: number | null },
): boolean {
  const all = places.length >= FEWEST;
  if (site === null && team === null) return all;
  const among = (some: readonly Place[], kind: keyof Place, one: number) => {
    const kinds = [...new Set(some.map((place) => place[kind]))];
    const sizes = kinds.map((each) => some.filter((place) => place[kind] === each).length);
    return shown(sizes)[kinds.indexOf(one)] ?? false;
  };
  const siteShown = site === null || among(places, 'site', site);
  const teamShown = team === null || among(places, 'team', team);
  if (site === null || team === null) return all && siteShown && teamShown;
  const [ofSite, ofTeam] = [
    places.filter((place) => place.site === site),
    places.filter((place) => place.team === team),
  ];
  const bothShown = among(ofSite, 'team', team) && among(ofTeam, 'site', site);
  return all && siteShown && teamShown && bothShown;
}

/** The median and what one in ten is above; null where that is one person of too small a group. */
export interface Spread {
  readonly p50: number | null;
  readonly p90: number | null;
}

/** By nearest rank. Of fewer people than may be told nothing is. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (percent: number) => {
    const rank = Math.ceil((percent * sorted.length) / 100);
    const isExtreme = rank <= 1 || rank >= sorted.length;
    if (sorted.length < FEWEST || (isExtreme && sorted.length < FEWEST_FOR_EXTREMES)) return null;
    return sorted[rank - 1] ?? null;
  };
  return { p50: at(50), p90: at(90) };
}
