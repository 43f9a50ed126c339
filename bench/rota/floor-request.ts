/** The bundled report's floor as a request to plan: its people, demand by half hour, and the rules of each site. */
import { CATEGORIES } from '../../src/domain/category.ts';
import { instantOf } from '../../src/domain/local-time.ts';
import { type PolicyEntry, rulesInForce } from '../../src/domain/policy.ts';
import { HOUR, type Instant, MINUTE } from '../../src/domain/time.ts';
import type { Timeline } from '../../src/domain/timeline.ts';
import { lawOf } from '../../src/laws/index.ts';
import { checked, spanOn, withShifts } from '../../src/planner/proposed.ts';
import type { Plannable, PlanRequest, ShiftKind, Slot } from '../../src/planner/request.ts';
import { shareOfDay } from '../../src/report/arrivals.ts';
import { SHIFT_KINDS } from '../../src/report/assumptions.ts';
import { type Floor, floorOf } from '../../src/report/floor.ts';
import { seeded } from '../../src/report/random.ts';
import type { FloorReviewer } from '../../src/report/reviewers.ts';
import { readReport } from '../../src/report/template.ts';
import { type EnforcedRule, enforce, parametersOf } from '../../src/rules/enforced.ts';
import { rulebook } from '../../src/rules/index.ts';
import { readBundled } from '../../src/services/bundled-report.ts';

/** Agreed hours a week, in minutes of paid work (no published figure). */
const WEEK_MINUTES = 2_250;
/** Part of the paid time on items that is spent on them (no published figure). */
const OCCUPANCY = 0.85;
/** Demand too small for half a person on average is done by those who also do other work. */
const SMALLEST = 0.5;
const KNOWN = 400 * 24 * HOUR;
const WISHES_A_WEEK = 1;
/** Two in four weeks: about what there is, shared out among those who agreed to see the worst. */
const SEVERE_DAYS = 2;

export async function floorRequest(size: {
  readonly people: number;
  readonly first: string;
  readonly weeks: number;
  readonly seed: number;
}): Promise<PlanRequest> {
  const read = readReport(await readBundled());
  if (read.kind !== 'read') throw new Error('The bundled report cannot be read.');
  const floor = floorOf(read.report, { reviewers: size.people, seed: size.seed });
  const days = size.weeks * 7;
  const demand = demandOf(floor, size.first, days);
  const groups = new Set(demand.map(({ group }) => group));
  const rules = new Map(floor.sites.map((site) => [site.name, rulesAt(site.jurisdiction)]));
  const kindsOf = new Map(
    floor.sites.map(({ name, zone }) => [
      name,
      kindsAt(name, zone, rules.get(name) ?? [], size.first),
    ]),
  );
  const kinds = [...kindsOf.values()].flat();
  return {
    ...{ first: size.first, days, kinds, demand },
    severe: [...groups].filter((group) => group.endsWith('severe')),
    people: floor.reviewers.map((reviewer, i): Plannable => {
      const site = floor.sites.find(({ name }) => name === reviewer.site);
      if (site === undefined) throw new Error(`${reviewer.externalId} sits nowhere.`);
      const own = kindsOf.get(site.name) ?? [];
      return {
        id: i + 1,
        timeline: nothingBefore(instantOf(`${size.first}T00:00`, site.zone), site.zone),
        rules: rules.get(site.name) ?? [],
        kinds: own.map(({ id }) => id),
        groups: groupsOf(reviewer).filter((group) => groups.has(group)),
        minutes: { least: WEEK_MINUTES * size.weeks, most: WEEK_MINUTES * size.weeks },
        share: { nights: size.weeks, weekends: Math.ceil(size.weeks / 2), severe: SEVERE_DAYS },
        timeOff: [],
        wishes: wishesOf(reviewer, own, size),
        pins: [],
      };
    }),
  };
}

/** Eight hours each, with two wellbeing breaks and as long a meal as the rules of the site ask for. */
function kindsAt(
  site: string,
  zone: string,
  rules: readonly EnforcedRule[],
  first: string,
): readonly ShiftKind[] {
  return SHIFT_KINDS.map(({ name, from, to }) => {
    const kinds = MEALS.map(
      (minutes): ShiftKind => ({
        ...{ id: `${site} ${name}`, zone, from: from.slice(0, 5), to: to.slice(0, 5) },
        breaks: [
          { kind: 'wellbeing', after: 90, minutes: 15 },
          { kind: 'meal', after: 210, minutes },
          { kind: 'wellbeing', after: 360, minutes: 15 },
        ],
      }),
    );
    const holds = (kind: ShiftKind) => {
      const shift = { ...spanOn(kind, first), kind };
      const timeline = withShifts(nothingBefore(shift.start, zone), [shift]);
      return checked(rules, timeline, Number.NEGATIVE_INFINITY).breaches.length === 0;
    };
    const found = kinds.find(holds);
    if (found === undefined) throw new Error(`No meal makes ${site} ${name} lawful.`);
    return found;
  });
}

const MEALS = [30, 45, 60];

/** Every rule as an empty database enforces it, and the law of the site. */
function rulesAt(jurisdiction: string): readonly EnforcedRule[] {
  const entries = rulebook.flatMap(({ id, baseline = 'hard' }): PolicyEntry[] =>
    baseline === 'law'
      ? []
      : [
          {
            rule: id,
            level: baseline,
            scope: { kind: 'organisation' },
            params: {},
            from: 0,
            version: 1,
          },
        ],
  );
  const subject = { person: 0, site: null, team: null, law: lawOf(jurisdiction) };
  return enforce(rulebook, rulesInForce(entries, rulebook.map(parametersOf), subject, 1));
}

function nothingBefore(at: Instant, zone: string): Timeline {
  return {
    ...{ knownFrom: at - KNOWN, knownUntil: at, zones: [{ zone, from: at - KNOWN }] },
    ...{ exposures: [], shifts: [], breaks: [], silences: [], consents: [], statements: [] },
    ...{ clearances: [], agreements: [], flags: [], blocks: [], holidays: [] },
  };
}

const tierOf = (severity: number) => (severity >= 4 ? 'severe' : 'mild');

/** By language and risk tier: what they speak, and whether they agreed to see any of the worst. */
function groupsOf({ languages, consents }: FloorReviewer): readonly string[] {
  const tiers = consents.some((one) => CATEGORIES[one].severity >= 4)
    ? ['mild', 'severe']
    : ['mild'];
  return [...languages, 'any'].flatMap((language) => tiers.map((tier) => `${language} ${tier}`));
}

/** People needed in each half hour: the minutes that arrive in it, by the report's hours of the day. */
function demandOf(floor: Floor, first: string, days: number): readonly Slot[] {
  const minutesADay = new Map<string, number>();
  const add = (group: string, minutes: number) =>
    minutesADay.set(group, (minutesADay.get(group) ?? 0) + minutes);
  for (const queue of floor.queues)
    add(
      `${queue.language ?? 'any'} ${tierOf(queue.severity)}`,
      (queue.itemsPerDay * queue.expectedSeconds) / 60,
    );
  for (const [group, minutes] of [...minutesADay]) {
    if (minutes / (24 * 60 * OCCUPANCY) >= SMALLEST || group.startsWith('any')) continue;
    minutesADay.delete(group);
    add(`any ${group.split(' ')[1]}`, minutes);
  }
  const start = instantOf(`${first}T00:00`, 'UTC');
  return [...minutesADay].flatMap(([group, minutes]) =>
    Array.from({ length: days * 48 }, (_, i) => {
      const at = start + i * 30 * MINUTE;
      const people = (minutes * shareOfDay(Math.floor(at / HOUR))) / 2 / (30 * OCCUPANCY);
      return { group, start: at, people, weight: group.endsWith('severe') ? 2 : 1 };
    }),
  );
}

/** One a week, for a kind of shift or a day off, as a seed decides. */
function wishesOf(
  { externalId }: FloorReviewer,
  kinds: readonly ShiftKind[],
  { first, weeks, seed }: { readonly first: string; readonly weeks: number; readonly seed: number },
): Plannable['wishes'] {
  const random = seeded(seed, 'wishes', externalId);
  const start = instantOf(`${first}T12:00`, 'UTC');
  return Array.from({ length: weeks * WISHES_A_WEEK }, (_, week) => {
    const day = week * 7 + Math.floor(random() * 7);
    const date = new Date(start + day * 24 * HOUR).toISOString().slice(0, 10);
    const kind = random() < 0.6 ? null : (kinds[Math.floor(random() * kinds.length)]?.id ?? null);
    return { date, kind, weight: 1 + Math.floor(random() * 3) };
  });
}
