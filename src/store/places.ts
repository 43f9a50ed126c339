import { localDay } from '../domain/local-time.ts';
import { type Instant, intersection, type Span } from '../domain/time.ts';
import type { ZoneFrom } from '../domain/timeline.ts';

/** Where a person belongs from an instant on. */
export interface Membership {
  readonly from: Instant;
  readonly site: number;
  readonly team: number;
  /** Whose law holds at the site; null: none is known of here. */
  readonly jurisdiction: string | null;
}

/** A site, and the zone that it is in from an instant on. */
export type SiteZone = [site: number, from: Instant, zone: string];

/** A site, and a date of its calendar. */
export type SiteDate = [site: number, date: string];

/** Time in which a person was at one site in one zone. */
interface Stay extends Span {
  readonly site: number;
  readonly zone: string;
}

/**
 * A person's zones: their site's, from when they belong to it, until they belong to another. Before
 * they belonged to any, their days are those of the first.
 */
export function zonesOf(
  memberships: readonly Membership[],
  siteZones: readonly SiteZone[],
): readonly ZoneFrom[] {
  return staysOf(memberships, siteZones).map(({ zone, start: from }) => ({ zone, from }));
}

/** The holidays of the sites where a person was, as the days that they were while they were there. */
export function holidaysOf(
  memberships: readonly Membership[],
  siteZones: readonly SiteZone[],
  dates: readonly SiteDate[],
): readonly Span[] {
  if (dates.length === 0) return [];
  const days = staysOf(memberships, siteZones).flatMap((stay) =>
    dates
      .filter(([site]) => site === stay.site)
      .flatMap(([, date]) => intersection(localDay(date, stay.zone), stay) ?? []),
  );
  return days.toSorted((a, b) => a.start - b.start);
}

function staysOf(
  memberships: readonly Membership[],
  siteZones: readonly SiteZone[],
): readonly Stay[] {
  const stays: Stay[] = [];
  memberships.forEach(({ site, from: joined }, i) => {
    const left = memberships[i + 1]?.from ?? Infinity;
    const own = siteZones.filter(([of, from]) => of === site && from < left);
    own.forEach(([, from, zone], j) => {
      const next = own[j + 1]?.[1] ?? Infinity;
      const start = Math.max(from, joined);
      if (next > joined) stays.push({ site, zone, start, end: Math.min(next, left) });
    });
  });
  return stays.map((stay, i) => (i === 0 ? { ...stay, start: 0 } : stay));
}
