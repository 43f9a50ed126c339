/** A small floor in a real database, written as one would tell it. */
import type { Category, Severity } from '../../src/domain/category.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/time.ts';
import { ingestItems } from '../../src/services/ingest-items.ts';
import { ensureBaseline } from '../../src/services/policy.ts';
import { recordExposure } from '../../src/services/record-exposure.ts';
import type { Db } from '../../src/store/db.ts';
import { addFloor, reviewerIds, siteIds } from '../../src/store/floor.ts';
import type { Media } from '../../src/store/items.ts';
import { ensureMonth } from '../../src/store/months.ts';
import { transaction } from '../../src/store/rows.ts';
import { addShifts } from '../../src/store/shifts.ts';
import { currentStatement } from '../../src/store/statements.ts';

/** 10:00 in the summer of a place at UTC: unless a test says otherwise, this is now. */
export const NOW: Instant = Date.UTC(2026, 5, 10, 10);

export interface Person {
  /** Nothing in particular unless told otherwise. */
  readonly languages?: readonly string[];
  /** Agreed to nothing unless told otherwise. */
  readonly consents?: readonly Category[];
  /** Hours around now: [-2, 6] unless told otherwise; null: no shift. */
  readonly shift?: readonly [number, number] | null;
  /** Seen by chance: from so many minutes ago, for so many minutes, of this severity. */
  readonly saw?: readonly (readonly [ago: number, minutes: number, severity: Severity])[];
  readonly site?: string;
  readonly team?: string;
  /** Takes none unless told otherwise. */
  readonly takesEscalations?: boolean;
}

/** What a queue is beside its category and severity. */
export interface QueueTraits {
  readonly language?: string;
  /** An hour unless told otherwise. */
  readonly dueWithinMinutes?: number;
  /** Two minutes unless told otherwise. */
  readonly expectedSeconds?: number;
}

/** What an item says of itself. */
export interface ItemTraits {
  readonly severity?: Severity;
  readonly categories?: readonly Category[];
  /** Text unless told otherwise. */
  readonly media?: Media;
  readonly expectedSeconds?: number;
}

export interface WorldPlan {
  readonly reviewers: Readonly<Record<string, Person>>;
  /** Queue by key: category and severity. */
  readonly queues?: Readonly<Record<string, readonly [Category, Severity, QueueTraits?]>>;
  /** Items by external id, the one that arrived first first: the key of their queue. */
  readonly items?: Readonly<Record<string, string | readonly [string, ItemTraits]>>;
  /** Whose law a site is held to, by its name: none unless told otherwise. */
  readonly laws?: Readonly<Record<string, string>>;
}

export interface World {
  reviewer(name: string): number;
  item(externalId: string): bigint;
  site(name: string): number;
}

const ZONES: Readonly<Record<string, string>> = {
  Reykjavik: 'Atlantic/Reykjavik',
  Accra: 'Africa/Accra',
};
const LONG_AGO = 60 * 24 * HOUR;

/** Puts a floor into an empty database, as of `NOW`; the database's clock must say `NOW` too. */
export async function world(db: Db, plan: WorldPlan): Promise<World> {
  await ensureBaseline(db);
  await ensureMonth(db, NOW);
  const people = Object.entries(plan.reviewers);
  const statement = await currentStatement(db.pool);
  await transaction(db, (tx) =>
    addFloor(tx, floorOf(plan), { now: NOW - LONG_AGO, statement: statement.version }),
  );
  const [reviewers, sites] = [await reviewerIds(db.pool), await siteIds(db.pool)];
  const site = (name: string) => known(sites, name);
  const reviewer = (name: string) => known(reviewers, name);
  const shifts = people.flatMap(([name, { shift = [-2, 6], site: at = 'Reykjavik' }]) =>
    shift === null
      ? []
      : [
          {
            reviewer: reviewer(name),
            site: site(at),
            start: NOW + shift[0] * HOUR,
            end: NOW + shift[1] * HOUR,
          },
        ],
  );
  await transaction(db, (tx) => addShifts(tx, shifts, NOW - LONG_AGO));
  for (const [name, { saw = [] }] of people)
    for (const [ago, minutes, severity] of saw) {
      const start = NOW - ago * MINUTE;
      const seen = { start, end: start + minutes * MINUTE, severity, corrects: null };
      await recordExposure(db, reviewer(name), {
        ...seen,
        origin: 'incidental',
        categories: ['LOW_HARM'],
      });
    }
  const items = await itemsOf(db, plan);
  return { reviewer, site, item: (externalId) => known(items, externalId) };
}

function floorOf({ reviewers, queues = {}, laws = {} }: WorldPlan) {
  const people = Object.entries(reviewers).map(([name, person]) => ({
    externalId: name,
    name,
    languages: person.languages ?? [],
    site: person.site ?? 'Reykjavik',
    team: person.team ?? 'North',
    consents: person.consents ?? [],
    takesEscalations: person.takesEscalations ?? false,
  }));
  return {
    sites: [...new Set(people.map((p) => p.site))].map((name) => ({
      name,
      zone: ZONES[name] ?? name,
      jurisdiction: laws[name] ?? null,
    })),
    teams: [...new Set(people.map((p) => p.team))].map((name) => ({ name })),
    reviewers: people,
    queues: Object.entries(queues).map(([key, [category, severity, traits]]) => ({
      key,
      category,
      severity,
      language: null,
      dueWithinMinutes: 60,
      expectedSeconds: 120,
      ...traits,
    })),
  };
}

async function itemsOf(db: Db, { items = {} }: WorldPlan): Promise<ReadonlyMap<string, bigint>> {
  const unsaid = { media: 'text', categories: null, severity: null, expectedSeconds: null };
  const rows = Object.entries(items).map(([externalId, told], i) => {
    const [queue, traits] = typeof told === 'string' ? [told, {}] : told;
    const arrivedAt = NOW - HOUR / 2 + i * SECOND;
    return { ...unsaid, externalId, queue, ...traits, arrivedAt };
  });
  const { accepted, rejected } = await ingestItems(db, rows);
  if (rejected[0]) throw new Error(rejected[0].why);
  return new Map(accepted.map((row) => [row.externalId, row.item]));
}

function known<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const value = map.get(name);
  if (value === undefined) throw new Error(`there is no ${name} in this world`);
  return value;
}
