import { CATEGORY_CODES, type Category, needsClearance } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import { change, type Reader, rows, sql, type Tx, ts } from './rows.ts';

/** What a floor is made of, as far as tables go. */
interface FloorRows {
  readonly sites: readonly {
    readonly name: string;
    readonly zone: string;
    readonly jurisdiction: string | null;
  }[];
  readonly teams: readonly { readonly name: string }[];
  readonly reviewers: readonly {
    readonly externalId: string;
    readonly name: string;
    readonly languages: readonly string[];
    readonly site: string;
    readonly team: string;
    readonly consents: readonly Category[];
    /** None unless it is said. */
    readonly takesEscalations?: boolean;
  }[];
  readonly queues: readonly {
    readonly key: string;
    readonly category: Category;
    readonly language: string | null;
    readonly severity: number;
    readonly dueWithinMinutes: number;
    readonly expectedSeconds: number;
  }[];
}

/** Whether anybody has set this database up; locks out whoever would do it at the same moment. */
export async function floorIsOpen(tx: Tx): Promise<boolean> {
  await rows(tx, sql`select pg_advisory_xact_lock(${FLOOR_LOCK})::text`);
  return (await rows(tx, sql`select 1 from sites limit 1`)).length > 0;
}

const FLOOR_LOCK = 7_302;

/** Adds a floor's rows. Whoever agrees to a category that needs clearance is cleared for it. */
export async function addFloor(
  tx: Tx,
  floor: FloorRows,
  as: { readonly now: Instant; readonly statement: number },
): Promise<void> {
  const now = ts(as.now);
  await change(
    tx,
    sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(floor.sites)}::jsonb)
        as s(name text, zone text, jurisdiction text)),
      site as (insert into sites (name, jurisdiction) select name, jurisdiction from given
        returning id, name)
      insert into site_zones (site_id, starts_at, zone)
      select site.id, ${now}, given.zone from site join given using (name)`,
  );
  await change(
    tx,
    sql`insert into teams (name) select name
      from jsonb_to_recordset(${JSON.stringify(floor.teams)}::jsonb) as t(name text)`,
  );
  await change(
    tx,
    sql`with given as (select * from jsonb_to_recordset(${JSON.stringify(floor.reviewers)}::jsonb)
        as r("externalId" text, name text, languages text[], site text, team text,
          consents text[], "takesEscalations" boolean)),
      person as (insert into reviewers (external_id, name, languages, takes_escalations, created_at)
        select "externalId", name, languages, coalesce("takesEscalations", false), ${now} from given order by "externalId"
        returning id, external_id),
      own as (select person.id, given.* from person join given on given."externalId" = external_id),
      ledger as (insert into ledgers (reviewer_id, last_instant) select id, ${now} from own),
      member as (insert into memberships (reviewer_id, starts_at, site_id, team_id)
        select own.id, ${now}, sites.id, teams.id from own
        join sites on sites.name = own.site join teams on teams.name = own.team),
      cleared as (insert into clearances (reviewer_id, category, granted, recorded_at, recorded_by)
        select id, category, true, ${now}, 'system' from own, unnest(consents) as category
        where category = any(${CATEGORY_CODES.filter(needsClearance)}::text[]))
      insert into consents (reviewer_id, category, granted, statement_version, recorded_at)
      select id, category, true, ${as.statement}, ${now} from own, unnest(consents) as category`,
  );
  await change(
    tx,
    sql`insert into queues (key, category, language, severity, due_within_minutes, expected_seconds)
      select key, category, language, severity, "dueWithinMinutes", "expectedSeconds"
      from jsonb_to_recordset(${JSON.stringify(floor.queues)}::jsonb) as q(key text, category text,
        language text, severity smallint, "dueWithinMinutes" int, "expectedSeconds" int)`,
  );
}

/** Every reviewer's id by external id. */
export async function reviewerIds(db: Reader): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ id: number; external_id: string }>(
    db,
    sql`select id, external_id from reviewers`,
  );
  return new Map(found.map((row) => [row.external_id, row.id]));
}

/** Every site's id by name. */
export async function siteIds(db: Reader): Promise<ReadonlyMap<string, number>> {
  const found = await rows<{ id: number; name: string }>(db, sql`select id, name from sites`);
  return new Map(found.map((row) => [row.name, row.id]));
}

/** Every jurisdiction that some site is held to. */
export async function jurisdictionsInUse(db: Reader): Promise<readonly string[]> {
  const found = await rows<{ jurisdiction: string }>(
    db,
    sql`select distinct jurisdiction from sites where jurisdiction is not null order by 1`,
  );
  return found.map((row) => row.jurisdiction);
}
