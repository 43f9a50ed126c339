/** What the competition asks, in the planner's words; everything of it can be said in them. */
import {
  type Bounds,
  type Cell,
  HARD,
  type Pattern,
  type Person,
  type Rota,
} from '../../src/planner/rota.ts';
import type { Competition, Contract, Nurse, Range } from './inrc2.ts';

/** The weights of the competition's definition. */
export const WEIGHTS = {
  optimal: 30,
  run: 30,
  ofShift: 15,
  request: 10,
  weekend: 30,
  assignments: 20,
} as const;

export function inrc2Rota(competition: Competition): Rota {
  const { days, shifts, nurses, requirements } = competition;
  const each = Array.from({ length: days }, (_, day) => day);
  const skills = [...new Set(nurses.flatMap((nurse) => nurse.skills))];
  const work = shifts.flatMap(({ name }, kind) =>
    skills.map((skill) => ({ kind, shift: name, skill })),
  );
  const patterns = new Map(
    nurses.map(({ contract }) => [contract, patternOf(competition, contract)]),
  );
  const daily = (amount: number) => each.map(() => [0, ...work.map(() => amount)]);
  return {
    days,
    weekend: each.map((day) => (day % 7 === 5 ? 'first' : day % 7 === 6 ? 'second' : null)),
    duties: work.map(({ kind, shift, skill }) => ({
      kind,
      covers: each.map((day) =>
        requirements.flatMap((one, i) =>
          one.day === day && one.shift === shift && one.skill === skill
            ? [2 * i, 2 * i + 1].map((cell) => ({ cell, amount: 1 }))
            : [],
        ),
      ),
    })),
    people: nurses.map((nurse): Person => {
      const duties = work.flatMap(({ skill }, duty) =>
        nurse.skills.includes(skill) ? [duty] : [],
      );
      const { assignments, weekends } = nurse.contract;
      return {
        pattern: patterns.get(nurse.contract) as Pattern,
        duties,
        before: beforeOf(competition, nurse),
        wishes: each.map((day) => [
          0,
          ...duties.map(
            (duty) =>
              WEIGHTS.request * requestsAgainst(competition, nurse, day, work[duty]?.shift ?? ''),
          ),
        ]),
        totals: [
          { measure: 0, from: 0, to: days, ...bounds(assignments, WEIGHTS.assignments) },
          {
            measure: 1,
            from: 0,
            to: days,
            ...bounds({ least: 0, most: weekends }, WEIGHTS.weekend),
          },
        ],
      };
    }),
    cells: requirements.flatMap(({ least, wanted }): readonly Cell[] => [
      { wanted: least, lacking: HARD, beyond: 0 },
      { wanted, lacking: WEIGHTS.optimal, beyond: 0 },
    ]),
    measures: [daily(1), 'weekends'],
  };
}

function requestsAgainst(
  { offRequests }: Competition,
  nurse: Nurse,
  day: number,
  shift: string,
): number {
  return offRequests.filter(
    (one) =>
      one.nurse === nurse.name && one.day === day && (one.shift === 'Any' || one.shift === shift),
  ).length;
}

function bounds({ least, most }: Range, weight: number): Bounds {
  return { least, most, short: weight, long: weight };
}

function patternOf(
  { shifts, forbidden, days }: Competition,
  { work, off, wholeWeekends }: Contract,
): Pattern {
  const kind = (name: string) => shifts.findIndex((shift) => shift.name === name);
  return {
    kinds: shifts.length,
    forbidden: forbidden.map(([first, second]) => [kind(first), kind(second)] as const),
    forbiddenAfterOneOff: [],
    work: bounds(work, WEIGHTS.run),
    off: bounds(off, WEIGHTS.run),
    // A run that cannot be too long needs not be remembered beyond its least.
    ofKind: shifts.map(({ least, most }) =>
      bounds({ least, most: most >= days ? HARD : most }, WEIGHTS.ofShift),
    ),
    halfWeekend: wholeWeekends ? WEIGHTS.weekend : 0,
  };
}

function beforeOf({ shifts }: Competition, { history }: Nurse): Person['before'] {
  if (history.last === null) return { off: history.off };
  const kind = shifts.findIndex(({ name }) => name === history.last);
  return { kind, ofKind: history.ofShift, work: history.work };
}
