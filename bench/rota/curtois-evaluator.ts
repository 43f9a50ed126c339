/**
 * Judges a roster by the benchmark's own definition (Curtois and Qu, Computational results on new staff
 * scheduling benchmark instances, 2014), without a line of the planner: a roster is text, a shift's id or
 * nothing for each person and day.
 */
import type { Instance, Staff } from './curtois.ts';

export type Roster = ReadonlyMap<string, readonly (string | null)[]>;

export interface Verdict {
  /** What must not be, a sentence each. */
  readonly broken: readonly string[];
  readonly penalty: number;
}

export function judge(instance: Instance, roster: Roster): Verdict {
  const broken = instance.staff.flatMap((staff) => {
    const row = roster.get(staff.id) ?? [];
    if (row.length !== instance.days) return [`${staff.id} has ${row.length} days.`];
    return brokenBy(instance, staff, row).map((what) => `${staff.id}: ${what}`);
  });
  return { broken, penalty: requests(instance, roster) + coverage(instance, roster) };
}

function brokenBy(instance: Instance, staff: Staff, row: readonly (string | null)[]): string[] {
  const broken: string[] = [];
  const shift = (id: string) => instance.shifts.find((one) => one.id === id);
  row.forEach((id, day) => {
    if (id === null) return;
    const next = row[day + 1];
    if (shift(id) === undefined) broken.push(`no shift is called ${id}`);
    if (next && shift(id)?.notBefore.includes(next))
      broken.push(`${next} after ${id} on day ${day}`);
    if (instance.daysOff.some(([who, ...off]) => who === staff.id && off.includes(String(day))))
      broken.push(`works on day off ${day}`);
  });
  for (const [id, most] of staff.most) {
    const count = row.filter((one) => one === id).length;
    if (count > most) broken.push(`${count} of ${id}`);
  }
  const minutes = row.reduce((sum, id) => sum + (id === null ? 0 : (shift(id)?.minutes ?? 0)), 0);
  if (minutes < staff.minutes[0] || minutes > staff.minutes[1]) broken.push(`${minutes} minutes`);
  let weekends = 0;
  for (let saturday = 5; saturday < instance.days; saturday += 7)
    if (row[saturday] !== null || (row[saturday + 1] ?? null) !== null) weekends++;
  if (weekends > staff.weekends) broken.push(`${weekends} weekends`);
  return [...broken, ...brokenRuns(staff, row)];
}

/** Runs that touch either end may go on beyond it, and so are never too short. */
function brokenRuns(staff: Staff, row: readonly (string | null)[]): string[] {
  const broken: string[] = [];
  const text = row.map((id) => (id === null ? '-' : 'x')).join('');
  for (const { 0: run, index } of text.matchAll(/x+|-+/g)) {
    const isInside = index > 0 && index + run.length < text.length;
    const least = run.startsWith('x') ? staff.work[0] : staff.off;
    if (isInside && run.length < least) broken.push(`only ${run} from day ${index}`);
    if (run.startsWith('x') && run.length > staff.work[1]) broken.push(`${run} from day ${index}`);
  }
  return broken;
}

function requests({ on, off }: Instance, roster: Roster): number {
  let penalty = 0;
  for (const [who = '', day, id, weight] of on)
    if (roster.get(who)?.[Number(day)] !== id) penalty += Number(weight);
  for (const [who = '', day, id, weight] of off)
    if (roster.get(who)?.[Number(day)] === id) penalty += Number(weight);
  return penalty;
}

function coverage({ cover }: Instance, roster: Roster): number {
  let penalty = 0;
  for (const [day, id, wanted, under, over] of cover) {
    const there = [...roster.values()].filter((row) => row[Number(day)] === id).length;
    penalty += Math.max(0, Number(wanted) - there) * Number(under);
    penalty += Math.max(0, there - Number(wanted)) * Number(over);
  }
  return penalty;
}
