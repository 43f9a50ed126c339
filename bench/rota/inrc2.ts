/** The files of the Second International Nurse Rostering Competition (Ceschia and others, arXiv 1501.04177). */
import { readFileSync } from 'node:fs';

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface Contract {
  readonly name: string;
  readonly assignments: Range;
  readonly work: Range;
  readonly off: Range;
  readonly weekends: number;
  readonly wholeWeekends: boolean;
}

export interface Nurse {
  readonly name: string;
  readonly contract: Contract;
  readonly skills: readonly string[];
  readonly history: {
    readonly last: string | null;
    readonly ofShift: number;
    readonly work: number;
    readonly off: number;
  };
}

export interface Requirement {
  readonly day: number;
  readonly shift: string;
  readonly skill: string;
  readonly least: number;
  readonly wanted: number;
}

export interface Competition {
  readonly days: number;
  readonly shifts: readonly (Range & { readonly name: string })[];
  readonly forbidden: readonly (readonly [string, string])[];
  readonly nurses: readonly Nurse[];
  readonly requirements: readonly Requirement[];
  /** A shift, or 'Any'. */
  readonly offRequests: readonly {
    readonly nurse: string;
    readonly day: number;
    readonly shift: string;
  }[];
}

const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A scenario with its history and the data of weeks, all known from the start. */
export function readCompetition(
  scenario: string,
  history: string,
  weeks: readonly string[],
): Competition {
  const text = linesOf(scenario);
  const contracts = after(text, 'CONTRACTS').map((line): Contract => {
    const [name = '', , whole = '0'] = [line.split(' ')[0], '', line.trim().split(/\s+/).at(-1)];
    const [assignments, work, off] = rangesIn(line);
    const weekends = Number(line.trim().split(/\s+/).at(-2));
    if (!assignments || !work || !off) throw new Error(`No contract: ${line}`);
    return { name, assignments, work, off, weekends, wholeWeekends: whole === '1' };
  });
  const before = new Map(
    after(linesOf(history), 'NURSE_HISTORY').map((line) => [line.split(' ')[0], line.split(' ')]),
  );
  return {
    days: weeks.length * WEEK.length,
    shifts: after(text, 'SHIFT_TYPES').map((line) => ({
      name: line.split(' ')[0] ?? '',
      ...(rangesIn(line)[0] as Range),
    })),
    forbidden: after(text, 'FORBIDDEN_SHIFT_TYPES_SUCCESSIONS').flatMap((line) => {
      const [first = '', , ...next] = line.trim().split(' ');
      return next.map((second) => [first, second] as const);
    }),
    nurses: after(text, 'NURSES').map((line): Nurse => {
      const [name = '', contract, , ...skills] = line.trim().split(' ');
      const known = contracts.find((one) => one.name === contract);
      if (known === undefined) throw new Error(`${name} has no contract.`);
      const [, , , last = 'None', ofShift, work, off] = before.get(name) ?? [];
      const history = { ofShift: Number(ofShift), work: Number(work), off: Number(off) };
      return {
        name,
        contract: known,
        skills,
        history: { ...history, last: last === 'None' ? null : last },
      };
    }),
    requirements: weeks.flatMap((week, w) =>
      after(linesOf(week), 'REQUIREMENTS').flatMap((line) => {
        const [shift = '', skill = ''] = line.split(' ');
        return rangesIn(line).map(({ least, most }, day) => ({
          ...{ shift, skill, least, wanted: most },
          day: w * 7 + day,
        }));
      }),
    ),
    offRequests: weeks.flatMap((week, w) =>
      after(linesOf(week), 'SHIFT_OFF_REQUESTS').map((line) => {
        const [nurse = '', shift = '', day = ''] = line.trim().split(' ');
        return { nurse, shift, day: w * 7 + WEEK.indexOf(day) };
      }),
    ),
  };
}

/** The assignments of one week's solution: nurse, day of the week, shift. */
export function readSolution(
  file: string,
): readonly { nurse: string; day: number; shift: string; skill: string }[] {
  return after(linesOf(file), 'ASSIGNMENTS').map((line) => {
    const [nurse = '', day = '', shift = '', skill = ''] = line.trim().split(' ');
    return { nurse, day: WEEK.indexOf(day), shift, skill };
  });
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').split(/\r?\n/);
}

/** The lines below a heading, up to an empty one. */
function after(lines: readonly string[], heading: string): readonly string[] {
  const start = lines.findIndex((line) => line.split(' ')[0] === heading);
  const end = lines.findIndex((line, i) => i > start && line.trim() === '');
  return start < 0 ? [] : lines.slice(start + 1, end < 0 ? undefined : end);
}

function rangesIn(line: string): readonly Range[] {
  return [...line.matchAll(/\((\d+),(\d+)\)/g)].map(([, least, most]) => ({
    least: Number(least),
    most: Number(most),
  }));
}
