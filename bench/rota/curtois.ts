/** The files of the Shift Scheduling Benchmark of Curtois and Qu. */
import { readFileSync } from 'node:fs';

export interface Instance {
  readonly days: number;
  readonly shifts: readonly { id: string; minutes: number; notBefore: readonly string[] }[];
  readonly staff: readonly Staff[];
  readonly daysOff: readonly (readonly string[])[];
  readonly on: readonly (readonly string[])[];
  readonly off: readonly (readonly string[])[];
  readonly cover: readonly (readonly string[])[];
}

export interface Staff {
  readonly id: string;
  readonly most: ReadonlyMap<string, number>;
  readonly minutes: readonly [number, number];
  readonly work: readonly [number, number];
  readonly off: number;
  readonly weekends: number;
}

export function readInstance(file: string): Instance {
  const sections = new Map<string, string[][]>();
  let name = '';
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/)) {
    if (line.startsWith('SECTION_')) name = line.trim();
    else if (line.trim() !== '' && !line.startsWith('#'))
      sections.set(name, [...(sections.get(name) ?? []), line.trim().split(',')]);
  }
  const of = (section: string) => sections.get(`SECTION_${section}`) ?? [];
  return {
    days: Number(of('HORIZON')[0]?.[0]),
    shifts: of('SHIFTS').map(([id = '', minutes, not = '']) => ({
      id,
      minutes: Number(minutes),
      notBefore: not === '' ? [] : not.split('|'),
    })),
    staff: of('STAFF').map(([id = '', most = '', max, min, maxRun, minRun, minOff, weekends]) => ({
      id,
      most: new Map(
        most
          .split('|')
          .map((one) => one.split('='))
          .map(([kind = '', n]) => [kind, Number(n)]),
      ),
      minutes: [Number(min), Number(max)],
      work: [Number(minRun), Number(maxRun)],
      off: Number(minOff),
      weekends: Number(weekends),
    })),
    daysOff: of('DAYS_OFF'),
    on: of('SHIFT_ON_REQUESTS'),
    off: of('SHIFT_OFF_REQUESTS'),
    cover: of('COVER'),
  };
}
