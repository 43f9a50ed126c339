import type { Category, Severity } from '../domain/category.ts';
import type { Override } from '../domain/override.ts';
import { type PlannedExposure, type PlannedFor, plannedOf } from '../domain/planned-exposure.ts';
import type { RecordedExposure } from '../domain/recorded.ts';
import { HOUR, type Instant, type Span } from '../domain/time.ts';
import type {
  Agreement,
  Block,
  Break,
  BreakKind,
  Clearance,
  Consent,
  Earlier,
  Flag,
  Origin,
  Shift,
  Statement,
  ZoneFrom,
} from '../domain/timeline.ts';
import { UNPAID } from '../domain/working-time.ts';
import { holidaysOf, type Membership, type SiteDate, type SiteZone, zonesOf } from './places.ts';
import { ms, type Reader, rows, sql, ts } from './rows.ts';

export type { Membership } from './places.ts';

/** What is asked for. */
export interface Wanted extends Span {
  /** Shifts and unpaid breaks from here on; absent: no more of them than of all else. */
  readonly earlierFrom?: Instant;
}

/** Everything recorded of one person that overlaps a span, superseded rows too. */
export interface Facts {
  readonly reviewer: number;
  /** What was asked for: facts outside may be missing. */
  readonly span: Wanted;
  readonly languages: readonly string[];
  /** What others pass up may be handed out to them. */
  readonly takesEscalations: boolean;
  readonly exposures: readonly RecordedExposure[];
  readonly shifts: readonly Shift[];
  readonly breaks: readonly Break[];
  readonly silences: readonly Span[];
  readonly consents: readonly Consent[];
  readonly statements: readonly Statement[];
  readonly clearances: readonly Clearance[];
  readonly agreements: readonly Agreement[];
  readonly flags: readonly Flag[];
  /** What they are to see beside the queues, and of which nobody has said what became of it. */
  readonly planned: readonly PlannedExposure[];
  readonly blocks: readonly Block[];
  /** Those that two people granted. */
  readonly overrides: readonly Override[];
  readonly memberships: readonly Membership[];
  readonly zones: readonly ZoneFrom[];
  /** Those of their sites, each the day that it was or will be there. */
  readonly holidays: readonly Span[];
  /** Where it was asked for. */
  readonly earlier?: Earlier;
}

/** Dates of a calendar may be so far from the instants that were asked for, and more. */
const HOLIDAYS_AROUND = 7 * 24 * HOUR;

/** No row lasts longer, so what overlaps a span starts this near; what does is kept in several. */
export const LONGEST_FACT = 24 * HOUR;

type Row = {
  readonly id: number;
  readonly languages: string[];
  readonly takes_escalations: boolean;
  readonly exposures: [
    number,
    number,
    number,
    Category[],
    Origin,
    number | null,
    number,
    number,
    number | null,
    number | null,
  ][];
  readonly shifts: [number, number, number][];
  readonly breaks: [number, number | null, BreakKind][];
  readonly silences: [number, number | null][];
  readonly consents: [Category, boolean, number, number][];
  readonly statements: [number, number][];
  readonly clearances: [Category, boolean, number][];
  readonly agreements: [Agreement['to'], boolean, number][];
  readonly flags: number[];
  readonly planned: [number, number, number, Category[], PlannedFor, number, number][];
  readonly blocks: [number, number, Block['kind']][];
  readonly overrides: [number, number, string][];
  readonly memberships: [number, number, number, string | null][];
  readonly zones: SiteZone[];
  readonly holidays: SiteDate[];
  readonly earlier_shifts: [number, number, number][];
  readonly earlier_breaks: [number, number, BreakKind][];
};

/**
 * The facts of several people over a span, in one query. Order of the result is by id. `since`: of
 * somebody whose exposures up to this row are known, only those that were added after it.
 */
export async function loadFacts(
  db: Reader,
  reviewers: readonly number[],
  span: Wanted,
  since: ReadonlyMap<number, bigint> = new Map(),
): Promise<readonly Facts[]> {
  const added = reviewers.map((reviewer) => since.get(reviewer) ?? 0n);
  const reach = {
    start: ts(span.start - LONGEST_FACT),
    from: ts(span.start),
    end: ts(span.end),
    firstDate: ts(span.start - HOLIDAYS_AROUND),
    lastDate: ts(span.end + HOLIDAYS_AROUND),
  };
  const found = await rows<Row>(
    db,
    sql`
    select r.id, r.languages, r.takes_escalations,
      coalesce((select json_agg(json_build_array(${ms('e.started_at')}, ${ms('e.ended_at')},
          e.severity, e.categories, e.origin, e.assignment_id, ${ms('e.recorded_at')}, e.id,
          e.supersedes, e.announced_severity) order by e.started_at, e.id)
        from exposures e where e.reviewer_id = r.id and e.started_at > ${reach.start}
          and e.started_at < ${reach.end} and e.ended_at > ${reach.from} and e.id > asked.after),
        '[]') as exposures,
      coalesce((select json_agg(json_build_array(s.id, ${ms('s.starts_at')}, ${ms('s.ends_at')})
          order by s.starts_at)
        from shifts s where s.reviewer_id = r.id and s.starts_at > ${reach.start}
          and s.starts_at < ${reach.end} and s.ends_at > ${reach.from}), '[]') as shifts,
      coalesce((select json_agg(json_build_array(${ms('b.started_at')}, ${ms('b.ended_at')}, b.kind)
          order by b.started_at)
        from breaks b where b.reviewer_id = r.id and b.started_at < ${reach.end}
          and (b.ended_at is null or (b.ended_at > ${reach.from} and b.started_at > ${reach.start}))),
        '[]') as breaks,
      coalesce((select json_agg(json_build_array(${ms('q.started_at')}, ${ms('q.ended_at')})
          order by q.started_at)
        from silences q where q.reviewer_id = r.id and q.started_at < ${reach.end}
          and (q.ended_at is null or q.ended_at > ${reach.from})), '[]') as silences,
      coalesce((select json_agg(json_build_array(c.category, c.granted, ${ms('c.recorded_at')},
          c.statement_version)
          order by c.recorded_at, c.id)
        from consents c where c.reviewer_id = r.id), '[]') as consents,
      coalesce((select json_agg(json_build_array(h.version, ${ms('h.published_at')})
          order by h.version) from hazard_statements h), '[]') as statements,
      coalesce((select json_agg(json_build_array(c.category, c.granted, ${ms('c.recorded_at')})
          order by c.recorded_at, c.id)
        from clearances c where c.reviewer_id = r.id), '[]') as clearances,
      coalesce((select json_agg(json_build_array(a.agreed_to, a.granted, ${ms('a.recorded_at')})
          order by a.recorded_at, a.id)
        from agreements a where a.reviewer_id = r.id), '[]') as agreements,
      coalesce((select json_agg(${ms('f.recorded_at')} order by f.recorded_at, f.id)
        from flags f where f.reviewer_id = r.id and f.recorded_at >= ${reach.from}
          and f.recorded_at < ${reach.end}), '[]') as flags,
      coalesce((select json_agg(json_build_array(${ms('p.starts_at')}, ${ms('p.ends_at')}, p.severity,
          p.categories, p.for_work, p.id, ${ms('p.planned_at')}) order by p.starts_at, p.id)
        from planned_exposures p where p.reviewer_id = r.id and p.ended_at is null
          and p.starts_at > ${reach.start} and p.starts_at < ${reach.end}
          and p.ends_at > ${reach.from}), '[]') as planned,
      coalesce((select json_agg(json_build_array(${ms('k.starts_at')}, ${ms('k.ends_at')}, k.kind)
          order by k.starts_at)
        from blocks k where k.reviewer_id = r.id and k.starts_at > ${reach.start}
          and k.starts_at < ${reach.end} and k.ends_at > ${reach.from}), '[]') as blocks,
      coalesce((select json_agg(json_build_array(${ms('v.starts_at')},
          ${ms('coalesce(v.ended_at, v.ends_at)')}, v.rule) order by v.starts_at, v.id)
        from overrides v where v.reviewer_id = r.id and v.approved_at is not null
          and coalesce(v.ended_at, v.ends_at) > v.starts_at and v.starts_at > ${reach.start}
          and v.starts_at < ${reach.end}), '[]') as overrides,
      coalesce((select json_agg(json_build_array(${ms('m.starts_at')}, m.site_id, m.team_id,
          o.jurisdiction) order by m.starts_at)
        from memberships m join sites o on o.id = m.site_id where m.reviewer_id = r.id), '[]') as memberships,
      coalesce((select json_agg(json_build_array(z.site_id, ${ms('z.starts_at')}, z.zone)
          order by z.starts_at)
        from site_zones z where z.site_id in
          (select m.site_id from memberships m where m.reviewer_id = r.id)), '[]') as zones,
      coalesce((select json_agg(json_build_array(h.site_id, h.local_date) order by h.local_date)
        from site_holidays h where h.site_id in
          (select m.site_id from memberships m where m.reviewer_id = r.id)
          and h.local_date between ${reach.firstDate}::date and ${reach.lastDate}::date), '[]')
        as holidays,
      ${earlierOf(span)}
    from unnest(${reviewers}::int[], ${added}::bigint[]) as asked(id, after)
      join reviewers r on r.id = asked.id order by r.id`,
  );
  return found.map((row) => factsOf(row, span));
}

/** Shifts and unpaid breaks that ended before all else that is asked for. */
function earlierOf({ earlierFrom, start }: Wanted) {
  if (earlierFrom === undefined)
    return sql`'[]'::json as earlier_shifts, '[]'::json as earlier_breaks`;
  const [first, end] = [ts(earlierFrom - LONGEST_FACT), ts(start)];
  return sql`
      coalesce((select json_agg(json_build_array(s.id, ${ms('s.starts_at')}, ${ms('s.ends_at')})
          order by s.starts_at)
        from shifts s where s.reviewer_id = r.id and s.starts_at > ${first}
          and s.ends_at > ${ts(earlierFrom)} and s.ends_at <= ${end}), '[]') as earlier_shifts,
      coalesce((select json_agg(json_build_array(${ms('b.started_at')}, ${ms('b.ended_at')}, b.kind)
          order by b.started_at)
        from breaks b where b.reviewer_id = r.id and b.kind = any(${[...UNPAID]}::text[])
          and b.started_at > ${first} and b.ended_at > ${ts(earlierFrom)}
          and b.ended_at <= ${end}), '[]') as earlier_breaks`;
}

function factsOf(row: Row, span: Wanted): Facts {
  const memberships = row.memberships.map(([from, site, team, jurisdiction]) => {
    return { from, site, team, jurisdiction };
  });
  return {
    reviewer: row.id,
    span,
    languages: row.languages,
    takesEscalations: row.takes_escalations,
    exposures: row.exposures.map(exposureOf),
    shifts: row.shifts.map(([id, start, end]) => ({ id, start, end })),
    breaks: row.breaks.map(([start, end, kind]) => ({ start, end: end ?? Infinity, kind })),
    silences: row.silences.map(([start, end]) => ({ start, end: end ?? Infinity })),
    consents: row.consents.map(([category, granted, at, statement]) => {
      return { category, granted, at, statement };
    }),
    statements: row.statements.map(([version, at]) => ({ version, at })),
    clearances: row.clearances.map(([category, granted, at]) => ({ category, granted, at })),
    agreements: row.agreements.map(([to, granted, at]) => ({ to, granted, at })),
    flags: row.flags.map((at) => ({ at })),
    planned: row.planned.map(([start, end, severity, categories, plannedFor, id, at]) =>
      plannedOf({
        id: BigInt(id),
        plannedFor,
        start,
        end,
        severity: severity as Severity,
        categories,
        at,
      }),
    ),
    blocks: row.blocks.map(([start, end, kind]) => ({ start, end, kind })),
    overrides: row.overrides.map(([start, end, rule]) => ({ start, end, rule })),
    memberships,
    zones: zonesOf(memberships, row.zones),
    holidays: holidaysOf(memberships, row.zones, row.holidays),
    ...(span.earlierFrom === undefined ? {} : { earlier: earlier(row, span.earlierFrom) }),
  };
}

function earlier(row: Row, from: Instant): Earlier {
  return {
    from,
    shifts: row.earlier_shifts.map(([id, start, end]) => ({ id, start, end })),
    breaks: row.earlier_breaks.map(([start, end, kind]) => ({ start, end, kind })),
  };
}

/** The same combination of categories is the same list: there are few, and millions of exposures. */
const combinations = new Map<string, readonly Category[]>();

export function sameCategories(categories: readonly Category[]): readonly Category[] {
  const key = categories.join(' ');
  const known = combinations.get(key) ?? categories;
  combinations.set(key, known);
  return known;
}

function exposureOf(row: Row['exposures'][number]): RecordedExposure {
  const [start, end, severity, categories, origin, assignment, recordedAt, ...rest] = row;
  const [id, supersedes, announced] = rest;
  return {
    start,
    end,
    severity: severity as Severity,
    categories: sameCategories(categories),
    origin,
    assignment: assignment === null ? null : BigInt(assignment),
    recordedAt,
    id: BigInt(id),
    supersedes: supersedes === null ? null : BigInt(supersedes),
    ...(announced === null ? {} : { announced: announced as Severity }),
  };
}
