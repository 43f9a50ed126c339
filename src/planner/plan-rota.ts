import type { Span } from '../domain/time.ts';
import { boardOf } from './board-of.ts';
import { type Compiled, compile } from './compile.ts';
import { mistakesIn } from './mistakes.ts';
import { type Checked, checked, type ProposedShift, spanOn, withShifts } from './proposed.ts';
import type { Plannable, PlanRequest } from './request.ts';
import type { Rota, Rows } from './rota.ts';
import type { Searched } from './search.ts';
import { coverOf, type Standing } from './standing.ts';

/** A shift of somebody, and what is worked in it. */
export interface PlannedShift extends Span {
  readonly person: number;
  readonly date: string;
  readonly kind: string;
  readonly group: string;
}

export interface Plan {
  readonly shifts: readonly PlannedShift[];
  readonly score: Standing['parts'] & {
    /** No plan that the search knows of can have less in all; null: it is not known. */
    readonly bound: number | null;
  };
  /** By place in the request's demand: how many people it has. */
  readonly covered: readonly number[];
  /** Why it must not be published yet; none: every rule holds for everybody. */
  readonly refusals: readonly { readonly person: number; readonly why: string }[];
}

/** So often a plan is searched again without what the check would not have; then it is left out. */
const MOST_TRIES = 3;

/**
 * Plans shifts: what rules say of shifts alone is made into a table for the search, and what it finds is checked
 * as a whole, by the rules themselves. What they will not have is barred for that person and searched again; what
 * is left of it after some tries is taken out. Null: it was cancelled before anything was found. A request with
 * mistakes (`mistakesIn`) is a RangeError that names them all.
 */
export async function planRota(
  request: PlanRequest,
  searchRota: (
    rota: Rota,
    attempt: number,
    /** What the search before found: to go on from. */
    before: Searched | undefined,
  ) => Promise<Searched | null>,
): Promise<Plan | null> {
  const mistakes = mistakesIn(request);
  if (mistakes.length > 0) throw new RangeError(mistakes.join(' '));
  const blocked = new Map<number, Set<string>>();
  let before: Searched | undefined;
  for (let attempt = 1; ; attempt++) {
    const compiled = compile(request, blocked);
    const searched = await searchRota(compiled.rota, attempt, before);
    if (searched === null) return null;
    before = searched;
    const isLast = attempt === MOST_TRIES;
    const said = request.people.map((person, p) =>
      judgedRow(compiled, person, searched.rows, p, isLast),
    );
    const isClean = said.every(({ bars }) => bars.length === 0);
    if (isClean || isLast) return planOf(request, compiled, searched, said);
    said.forEach(({ bars }, p) => {
      const id = request.people[p]?.id ?? 0;
      blocked.set(id, new Set([...(blocked.get(id) ?? []), ...bars]));
    });
  }
}

interface JudgedRow {
  readonly shifts: readonly ProposedShift[];
  /** What the rules would not have, 'date kind'. */
  readonly bars: readonly string[];
  readonly checked: Checked;
}

function judgedRow(
  compiled: Compiled,
  person: Plannable,
  rows: Rows,
  p: number,
  takesOut: boolean,
): JudgedRow {
  const row = rows.subarray(p * compiled.dates.length, (p + 1) * compiled.dates.length);
  const duties = compiled.rota.people[p]?.duties ?? [];
  const from = Math.min(...person.kinds.map((id) => startOf(compiled, id)));
  for (;;) {
    const shifts = compiled.dates.flatMap((date, day) => {
      const kind = compiled.work[duties[(row[day] ?? 0) - 1] ?? -1]?.kind;
      return kind === undefined ? [] : [{ ...spanOn(kind, date), kind, date, day }];
    });
    const said = checked(person.rules, withShifts(person.timeline, shifts), from);
    const barred = shifts.filter((shift) =>
      said.breaches.some(({ span }) => span.start < shift.end && shift.start < span.end),
    );
    if (!takesOut || barred.length === 0)
      return { shifts, bars: barred.map(({ date, kind }) => `${date} ${kind.id}`), checked: said };
    row[barred[0]?.day ?? 0] = 0;
  }
}

function startOf({ work, dates }: Compiled, kind: string): number {
  const found = work.find((one) => one.kind.id === kind)?.kind;
  return found === undefined ? Number.POSITIVE_INFINITY : spanOn(found, dates[0] as string).start;
}

function planOf(
  request: PlanRequest,
  compiled: Compiled,
  searched: Searched,
  said: readonly JudgedRow[],
): Plan {
  const { dates, work, rota } = compiled;
  const shifts = request.people.flatMap((person, p) =>
    dates.flatMap((date, day): PlannedShift[] => {
      const value = searched.rows[p * dates.length + day] ?? 0;
      const duty = work[rota.people[p]?.duties[value - 1] ?? -1];
      if (duty === undefined) return [];
      return [
        {
          person: person.id,
          date,
          kind: duty.kind.id,
          group: duty.group,
          ...spanOn(duty.kind, date),
        },
      ];
    }),
  );
  const cover = coverOf(boardOf(rota), searched.rows);
  return {
    shifts,
    score: { ...searched.standing.parts, bound: searched.bound },
    covered: [...cover].map((hundredths) => hundredths / 100),
    refusals: said.flatMap(({ checked: { breaches, unknown } }, p) => [
      ...breaches.map(({ rule }) => ({
        person: request.people[p]?.id ?? 0,
        why: `${rule} would be broken`,
      })),
      ...unknown.map((why) => ({ person: request.people[p]?.id ?? 0, why })),
    ]),
  };
}
