/**
 * Judges a roster by the competition's definition (arXiv 1501.04177, constraints H1 to H4 and S1 to S7),
 * without a line of the planner; tried against the organisers' own validator on the solutions that come with the data.
 */
import type { Competition, Nurse, Range } from './inrc2.ts';

export interface Assigned {
  readonly shift: string;
  readonly skill: string;
}

/** By nurse and day. */
export type Roster = ReadonlyMap<string, readonly (Assigned | null)[]>;

export interface Verdict {
  readonly broken: readonly string[];
  readonly parts: Readonly<Record<string, number>>;
  readonly cost: number;
}

export function judgeCompetition(competition: Competition, roster: Roster): Verdict {
  const rows = competition.nurses.map((nurse) => ({ nurse, row: roster.get(nurse.name) ?? [] }));
  const sum = (of: (nurse: Nurse, row: readonly (Assigned | null)[]) => number) =>
    rows.reduce((all, { nurse, row }) => all + of(nurse, row), 0);
  const parts = {
    coverage: shortfall(competition, roster, ({ wanted }) => wanted) * 30,
    work:
      sum((nurse, row) =>
        runs(
          nurse,
          row.map((one) => one !== null),
          nurse.contract.work,
          nurse.history.work,
        ),
      ) * 30,
    ofShift: sum((nurse, row) => shiftRuns(competition, nurse, row)) * 15,
    off:
      sum((nurse, row) =>
        runs(
          nurse,
          row.map((one) => one === null),
          nurse.contract.off,
          nurse.history.off,
        ),
      ) * 30,
    requests: sum((nurse, row) => requests(competition, nurse, row)) * 10,
    wholeWeekends:
      sum((nurse, row) => (nurse.contract.wholeWeekends ? weekends(row).half : 0)) * 30,
    assignments:
      sum(({ contract }, row) =>
        outside(contract.assignments, row.filter((one) => one !== null).length),
      ) * 20,
    weekends:
      sum(({ contract }, row) => Math.max(0, weekends(row).worked - contract.weekends)) * 30,
  };
  const cost = Object.values(parts).reduce((all, one) => all + one, 0);
  return { broken: brokenBy(competition, roster), parts, cost };
}

function brokenBy(competition: Competition, roster: Roster): readonly string[] {
  const broken = competition.nurses.flatMap(({ name, skills, history }) => {
    const row = roster.get(name) ?? [];
    const said = row.flatMap((one) =>
      one && !skills.includes(one.skill) ? [`${name} is no ${one.skill}`] : [],
    );
    row.forEach((one, day) => {
      const before = day === 0 ? history.last : (row[day - 1]?.shift ?? null);
      if (
        competition.forbidden.some(([first, second]) => first === before && second === one?.shift)
      )
        said.push(`${name}: ${one?.shift} after ${before} on day ${day}`);
    });
    return said;
  });
  const missing = shortfall(competition, roster, ({ least }) => least);
  return missing > 0 ? [...broken, `${missing} below the minimal coverage`] : broken;
}

function shortfall(
  { requirements }: Competition,
  roster: Roster,
  of: (one: Competition['requirements'][number]) => number,
): number {
  return requirements.reduce((all, one) => {
    const there = [...roster.values()].filter(
      (row) => row[one.day]?.shift === one.shift && row[one.day]?.skill === one.skill,
    );
    return all + Math.max(0, of(one) - there.length);
  }, 0);
}

/** Days past the most, and days short of the least of runs that have ended; the days before count with the first. */
function runs(_: Nurse, days: readonly boolean[], { least, most }: Range, before: number): number {
  let cost = 0;
  let length = before;
  days.forEach((is, day) => {
    if (is) {
      length++;
      if (length > most) cost++;
    } else {
      const wasRun = length > 0 && (day > 0 || before > 0);
      if (wasRun) cost += Math.max(0, least - length);
      length = 0;
    }
  });
  return cost;
}

function shiftRuns(
  { shifts }: Competition,
  nurse: Nurse,
  row: readonly (Assigned | null)[],
): number {
  return shifts.reduce((all, shift) => {
    const days = row.map((one) => one?.shift === shift.name);
    const before = nurse.history.last === shift.name ? nurse.history.ofShift : 0;
    return all + runs(nurse, days, shift, before);
  }, 0);
}

function requests(
  { offRequests }: Competition,
  { name }: Nurse,
  row: readonly (Assigned | null)[],
): number {
  return offRequests.filter((one) => {
    const there = row[one.day] ?? null;
    return (
      one.nurse === name && there !== null && (one.shift === 'Any' || one.shift === there.shift)
    );
  }).length;
}

function weekends(row: readonly (Assigned | null)[]) {
  let [worked, half] = [0, 0];
  for (let saturday = 5; saturday < row.length; saturday += 7) {
    const [one, other] = [row[saturday] !== null, row[saturday + 1] !== null];
    if (one || other) worked++;
    if (one !== other) half++;
  }
  return { worked, half };
}

function outside({ least, most }: Range, count: number): number {
  return Math.max(0, least - count, count - most);
}
