import { CATEGORIES, type Category, needsClearance } from '../../src/domain/category.ts';
import { dateBefore, localDate, localDay, nextDate } from '../../src/domain/local-time.ts';
import { rulesInForce } from '../../src/domain/policy.ts';
import { intersection, type Span } from '../../src/domain/time.ts';
import type { Shift, ZoneFrom } from '../../src/domain/timeline.ts';
import { lawOf } from '../../src/laws/index.ts';
import { type Arrival, arrivals } from '../../src/report/arrivals.ts';
import { DEMAND_ZONE, PRODUCTIVE_SHARE } from '../../src/report/assumptions.ts';
import { type Floor, floorOf } from '../../src/report/floor.ts';
import type { FloorQueue } from '../../src/report/queues.ts';
import { shiftsOf } from '../../src/report/shifts.ts';
import { readReport } from '../../src/report/template.ts';
import { type EnforcedRule, enforce, parametersOf } from '../../src/rules/enforced.ts';
import { rulebook } from '../../src/rules/index.ts';
import { defaultsOf } from '../../src/rules/rule.ts';
import { readBundled } from '../../src/services/bundled-report.ts';
import { mealLasts, planShift, type ShiftPlan } from '../../src/simulation/reviewer-behaviour.ts';

/** Somebody with a shift in the day, and what is known of them before it. */
export interface Person {
  readonly id: number;
  readonly externalId: string;
  readonly languages: readonly string[];
  readonly consents: readonly Category[];
  readonly zones: readonly ZoneFrom[];
  readonly shifts: readonly Shift[];
  readonly plans: readonly ShiftPlan[];
  readonly rules: readonly EnforcedRule[];
  /** In milliseconds; as long as the law of their site asks for. */
  readonly mealLasts: number;
}

export interface Day {
  /** Begins a day before what is measured, so that what waits and who is tired is as on any day. */
  readonly span: Span;
  readonly measured: Span;
  readonly people: readonly Person[];
  readonly queues: ReadonlyMap<string, FloorQueue>;
  readonly arriving: readonly Arrival[];
}

export interface Asked {
  readonly reviewers: number;
  readonly date: string;
  readonly seed: number;
  /** What arrives, as a part of what those on shift can do. */
  readonly load: number;
}

/** The report's floor on a date of the zone where the demand is, its demand scaled to the load. */
export async function dayOf({ reviewers, date, seed, load }: Asked): Promise<Day> {
  const read = readReport(await readBundled());
  if (read.kind === 'invalid') throw new Error('the bundled report cannot be read');
  const floor = floorOf(read.report, { reviewers, seed });
  const measured = localDay(date, DEMAND_ZONE);
  const before = localDay(dateBefore(date, 1), DEMAND_ZONE);
  const span = { start: before.start, end: measured.end };
  const people = peopleOf(floor, span, seed);
  const planned = people.flatMap((one) => one.shifts.map((shift) => intersection(shift, span)));
  const minutes = planned.reduce((sum, one) => sum + (one ? one.end - one.start : 0), 0);
  const capacity = minutes * PRODUCTIVE_SHARE;
  const asIs = [...arrivals(floor, span, seed)].reduce((sum, a) => sum + a.trueSeconds * 1_000, 0);
  const scale = (load * capacity) / asIs;
  const queues = floor.queues.map((one) => ({ ...one, itemsPerDay: one.itemsPerDay * scale }));
  return {
    span,
    measured,
    people,
    queues: new Map(queues.map((one) => [one.key, one])),
    arriving: [...arrivals({ ...floor, queues }, span, seed)],
  };
}

function peopleOf(floor: Floor, span: Span, seed: number): readonly Person[] {
  const date = localDate(span.start, DEMAND_ZONE);
  const dates = [dateBefore(date, 1), date, nextDate(date), localDate(span.end, DEMAND_ZONE)];
  const planned = dates.flatMap((one) => shiftsOf(floor, one, seed));
  const sites = new Map(floor.sites.map((site) => [site.name, site]));
  const rules = new Map(floor.sites.map((site) => [site.name, rulesAt(site.jurisdiction)]));
  return floor.reviewers.flatMap((one, i): Person[] => {
    const own = planned.filter((s) => s.reviewer === one.externalId && intersection(s.span, span));
    if (own.length === 0) return [];
    return [
      {
        id: i + 1,
        externalId: one.externalId,
        languages: one.languages,
        consents: one.consents,
        zones: [{ zone: sites.get(one.site)?.zone ?? 'UTC', from: 0 }],
        shifts: own.map((shift, n) => ({ id: n + 1, ...shift.span })),
        plans: own.map((shift) => planShift(seed, one, shift.span)),
        rules: rules.get(one.site) ?? [],
        mealLasts: mealLasts(lawOf(sites.get(one.site)?.jurisdiction ?? null)),
      },
    ];
  });
}

/** Every rule as the baseline of an empty database enforces it, and the law of a site. */
function rulesAt(jurisdiction: string): readonly EnforcedRule[] {
  const entries = rulebook.flatMap((rule) => {
    const { baseline: level = 'hard' } = rule;
    if (level === 'law') return [];
    const scope = { kind: 'organisation' } as const;
    return [{ version: 1, rule: rule.id, level, scope, params: defaultsOf(rule), from: 0 }];
  });
  const subject = { person: 0, site: null, team: null, law: lawOf(jurisdiction) };
  return enforce(rulebook, rulesInForce(entries, rulebook.map(parametersOf), subject, 1));
}

/** As a queue's members are picked: by what it is about, and not by what else an item shows. */
export function isMemberOf({ languages, consents }: Person, queue: FloorQueue): boolean {
  const { category, language } = queue;
  const optIn = CATEGORIES[category].asked === 'opt-in' || needsClearance(category);
  return (
    (language === null || languages.includes(language)) && (!optIn || consents.includes(category))
  );
}
