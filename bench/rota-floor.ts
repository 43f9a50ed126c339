/**
 * `npm run bench -- rota-floor [people 500] [first 2026-03-16] [weeks 4] [seconds 60]`: the bundled report's floor
 * in its twelve sites, planned over a change of the clock with every rule of the policy and of each site's law;
 * beside it a greedy planner (each person in turn takes the row that is best as things stand) and the pattern
 * that the simulation plays (one kind of shift a person, the same two days off). All are judged by the same figures.
 */
import { boardOf } from '../src/planner/board-of.ts';
import { type Compiled, compile } from '../src/planner/compile.ts';
import { Market } from '../src/planner/market.ts';
import { isNight } from '../src/planner/measures.ts';
import { type PlannedShift, planRota } from '../src/planner/plan-rota.ts';
import { checked, spanOn, withShifts } from '../src/planner/proposed.ts';
import type { PlanRequest } from '../src/planner/request.ts';
import { searchInThreads } from '../src/services/rota-threads.ts';
import { boundedShare } from './rota/figures.ts';
import { floorRequest } from './rota/floor-request.ts';

const THREADS = 2;
const SEED = 1;

export async function bench(words: readonly string[]): Promise<object> {
  const [people = '500', first = '2026-03-16', weeks = '4', seconds = '60'] = words;
  const request = await floorRequest({
    people: Number(people),
    first,
    weeks: Number(weeks),
    seed: SEED,
  });
  const start = performance.now();
  const attempts: number[] = [];
  const plan = await planRota(request, (rota, attempt, from) => {
    attempts.push(attempt);
    // The first search has most of the time; those after it repair.
    const share = attempt === 1 ? 0.6 : 0.2;
    const budget = { milliseconds: Number(seconds) * 1_000 * share };
    return searchInThreads(rota, { threads: THREADS, seed: SEED, budget, from });
  });
  if (plan === null) throw new Error('Nothing was planned.');
  const took = (performance.now() - start) / 1_000;
  const ways = {
    ours: figuresOf(request, plan.shifts),
    greedy: figuresOf(request, greedy(compile(request))),
    fixed: figuresOf(request, fixed(request)),
  };
  console.table(ways);
  const rounded = Math.round(took * 10) / 10;
  return {
    people: request.people.length,
    first,
    weeks: Number(weeks),
    seconds: rounded,
    attempts: attempts.length,
    refusals: plan.refusals.length,
    ...ways,
  };
}

/** One round at what units really cost, from nothing: everybody once. */
function greedy(compiled: Compiled): readonly PlannedShift[] {
  const market = new Market(boardOf(compiled.rota), SEED, 1_000);
  market.round(Number.MAX_SAFE_INTEGER, 0);
  const days = compiled.dates.length;
  return compiled.rota.people.flatMap((person, p) =>
    compiled.dates.flatMap((date, day) => {
      const duty = compiled.work[person.duties[(market.rows[p * days + day] ?? 0) - 1] ?? -1];
      if (duty === undefined) return [];
      return [
        { person: p + 1, date, kind: duty.kind.id, group: duty.group, ...spanOn(duty.kind, date) },
      ];
    }),
  );
}

/** Everybody keeps one kind of shift, has two days off in a row, and works for the groups in turn. */
function fixed(request: PlanRequest): readonly PlannedShift[] {
  const { dates } = compile({ ...request, people: [], demand: [] });
  return request.people.flatMap((person, i) => {
    const kind = request.kinds.find(({ id }) => id === person.kinds[i % person.kinds.length]);
    if (kind === undefined) return [];
    return dates.flatMap((date, day): PlannedShift[] => {
      if ((day + i) % 7 < 2) return [];
      const group = person.groups[(day + i) % person.groups.length] ?? '';
      return [{ person: person.id, date, kind: kind.id, group, ...spanOn(kind, date) }];
    });
  });
}

function figuresOf(request: PlanRequest, shifts: readonly PlannedShift[]) {
  const kinds = new Map(request.kinds.map((kind) => [kind.id, kind]));
  const own = new Map(request.people.map(({ id }) => [id, [] as PlannedShift[]]));
  for (const shift of shifts) own.get(shift.person)?.push(shift);
  let [broken, granted, wished] = [0, 0, 0];
  for (const person of request.people) {
    const mine = (own.get(person.id) ?? []).flatMap((shift) => {
      const kind = kinds.get(shift.kind);
      return kind ? [{ ...shift, kind }] : [];
    });
    const said = checked(
      person.rules,
      withShifts(person.timeline, mine),
      person.timeline.knownUntil,
    );
    broken += said.breaches.length + said.unknown.length;
    for (const wish of person.wishes) {
      wished++;
      const there = mine.find(({ date }) => date === wish.date)?.kind.id ?? null;
      if (there === wish.kind) granted++;
    }
  }
  const isNightShift = (shift: PlannedShift) => {
    const kind = kinds.get(shift.kind);
    return kind !== undefined && isNight(kind, shift);
  };
  const nights = [...own.values()].map((mine) => mine.filter(isNightShift).length);
  const severe = [...own.values()].map(
    (mine) => mine.filter(({ group }) => group.endsWith('severe')).length,
  );
  return {
    covered: round(boundedShare(request, shifts)),
    rulesBroken: broken,
    wishesGranted: round(granted / wished),
    giniNights: round(gini(nights)),
    giniSevere: round(gini(severe)),
    shifts: shifts.length,
  };
}

const round = (share: number) => Math.round(share * 1_000) / 1_000;

/** 0: all the same; towards 1: one has all. */
function gini(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const all = sorted.reduce((sum, n) => sum + n, 0);
  if (all === 0) return 0;
  const weighted = sorted.reduce((sum, n, i) => sum + (2 * (i + 1) - sorted.length - 1) * n, 0);
  return weighted / (sorted.length * all);
}
