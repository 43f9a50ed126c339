/**
 * `npm run bench -- rota-inrc2 FOLDER [seconds 60]`: the whole-horizon instances of inrc2.csv whose weeks are in the folder
 * (n030w4, n060w4), judged by an evaluator of its own, beside the proved optima. First the evaluator is held to
 * the organisers' validator on the solutions in n005w4.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { searchInThreads } from '../src/services/rota-threads.ts';
import { type Competition, readCompetition, readSolution } from './rota/inrc2.ts';
import { type Assigned, judgeCompetition, type Roster } from './rota/inrc2-evaluator.ts';
import { inrc2Rota } from './rota/inrc2-rota.ts';

const THREADS = 2;

export async function bench(words: readonly string[]): Promise<object> {
  const [folder, seconds = '60'] = words;
  if (folder === undefined || !existsSync(folder))
    throw new Error('Name the folder of the data sets.');
  console.log(`validator: ${heldToValidator(folder)}`);
  const lines: Record<string, string>[] = parse(readFileSync(join(folder, '..', 'inrc2.csv')), {
    columns: true,
  });
  const rows = [];
  for (const line of lines) {
    const [set = '', history, weeks = ''] = (line['instance'] ?? '').split('_');
    if (!existsSync(join(folder, set, `Sc-${set}.txt`)) || !set.endsWith('w4')) continue;
    const competition = competitionOf(folder, set, history ?? '', weeks.split('-'));
    const rota = inrc2Rota(competition);
    const budget = { milliseconds: Number(seconds) * 1_000 };
    const found = await searchInThreads(rota, { threads: THREADS, seed: 1, budget });
    const { broken, cost } = judgeCompetition(
      competition,
      rosterOf(competition, found?.rows ?? new Uint8Array()),
    );
    if (broken.length === 0 && found?.standing.soft !== cost)
      throw new Error(`The planner says ${found?.standing.soft}, the evaluator ${cost}.`);
    const optimum = Number(line['ub']);
    const row = {
      instance: line['instance'],
      ours: broken.length === 0 ? cost : null,
      broken: broken.length,
      optimum,
      bound: found?.bound,
      over: cost / optimum - 1,
    };
    console.log(JSON.stringify(row));
    rows.push(row);
  }
  const ours = rows.reduce((all, row) => all + (row.ours ?? 0), 0);
  const peer = rows.reduce((all, row) => all + row.optimum, 0);
  return { unit: 'cost', seconds: Number(seconds), ours, peer, ratio: ours / peer, rows };
}

function competitionOf(
  folder: string,
  set: string,
  history: string,
  weeks: readonly string[],
): Competition {
  const file = (name: string) => join(folder, set, name);
  const data = weeks.map((week) => file(`WD-${set}-${week}.txt`));
  return readCompetition(file(`Sc-${set}.txt`), file(`H0-${set}-${history}.txt`), data);
}

function rosterOf(competition: Competition, rows: Uint8Array): Roster {
  const { days, nurses, shifts } = competition;
  const skills = [...new Set(nurses.flatMap((nurse) => nurse.skills))];
  const work = shifts.flatMap(({ name }) =>
    skills.map((skill): Assigned => ({ shift: name, skill })),
  );
  return new Map(
    nurses.map((nurse, p) => {
      const own = work.filter(({ skill }) => nurse.skills.includes(skill));
      return [
        nurse.name,
        Array.from({ length: days }, (_, day) => own[(rows[p * days + day] ?? 0) - 1] ?? null),
      ];
    }),
  );
}

/** What the evaluator and the organisers' validator say of each solution that comes with the data. */
function heldToValidator(folder: string): string {
  const set = 'n005w4';
  const said = readdirSync(join(folder, set)).flatMap((name) => {
    const [, history = '', weeks = ''] = /^Solution_H_(\d)-WD_([\d-]+)$/.exec(name) ?? [];
    const validator = join(folder, set, name, 'validator.txt');
    if (weeks === '' || !existsSync(validator)) return [];
    const competition = competitionOf(folder, set, history, weeks.split('-'));
    const rows = new Map(
      competition.nurses.map((nurse) => [
        nurse.name,
        Array.from({ length: competition.days }, (): Assigned | null => null),
      ]),
    );
    weeks.split('-').forEach((week, w) => {
      for (const { nurse, day, ...assigned } of readSolution(
        join(folder, set, name, `Sol-${set}-${week}-${w}.txt`),
      ))
        rows.get(nurse)?.splice(w * 7 + day, 1, assigned);
    });
    const theirs = Number(/Total cost: (\d+)/.exec(readFileSync(validator, 'utf8'))?.[1]);
    const { cost, broken } = judgeCompetition(competition, rows);
    if (cost !== theirs || broken.length > 0)
      throw new Error(`The evaluator says ${cost} of ${name}, the validator ${theirs}.`);
    return [`${name} ${cost}`];
  });
  if (said.length === 0) throw new Error('There is no solution to hold the evaluator to.');
  return said.join(', ');
}
