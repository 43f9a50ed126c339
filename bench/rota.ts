/**
 * `npm run bench -- rota --instances FOLDER [--only 8,10] [--seconds 30] [--threads 2] [--peers]`: plans the
 * Shift Scheduling Benchmark of Curtois and Qu with the planner's own model. Each result is judged by an evaluator
 * written from the benchmark's definition. A row an instance: ours at 10, 60 and that many seconds, the best known
 * value and the best published after 10 and 60 minutes (curtois.csv beside the folder), and with --peers
 * HiGHS on the same model for as long as ours had.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from 'csv-parse/sync';
import { searchInThreads } from '../src/services/rota-threads.ts';
import { type Instance, readInstance } from './rota/curtois.ts';
import { judge } from './rota/curtois-evaluator.ts';
import { rotaOf } from './rota/curtois-rota.ts';
import { highsOn } from './rota/highs.ts';
import { programOf } from './rota/model.ts';

const SEED = 1;
/** Longer rotas than the thirteen weeks that Respite plans are not looked at. */
const MOST_DAYS = 91;

export async function bench(words: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      instances: { type: 'string' },
      only: { type: 'string' },
      seconds: { type: 'string', default: '30' },
      threads: { type: 'string', default: '2' },
      peers: { type: 'boolean', default: false },
    },
  });
  if (values.instances === undefined || !existsSync(values.instances))
    throw new Error('--instances names the folder with the instances.');
  const folder = values.instances;
  const [seconds, threads] = [Number(values.seconds), Number(values.threads)];
  const numbers = readdirSync(folder)
    .flatMap((file) => /^Instance(\d+)\.txt$/.exec(file)?.[1] ?? [])
    .map(Number)
    .filter((n) => values.only === undefined || values.only.split(',').includes(String(n)))
    .toSorted((a, b) => a - b);
  const published = publishedBeside(folder);
  const rows: Row[] = [];
  for (const number of numbers) {
    const instance = readInstance(join(folder, `Instance${number}.txt`));
    if (instance.days > MOST_DAYS) {
      console.log(`${number}: ${instance.days} days are more than is planned at once`);
      continue;
    }
    const peer = values.peers ? await highsOn(programOf(rotaOf(instance)), seconds) : undefined;
    const times = [...new Set([10, 60, seconds].filter((time) => time <= seconds))];
    const ours: (number | null)[] = [];
    let bound: number | null = null;
    for (const time of times) {
      const result = await planned(instance, time, threads);
      ours.push(result.penalty);
      bound = Math.max(bound ?? 0, result.bound ?? 0);
    }
    const row = {
      instance: number,
      ours,
      ...published(number),
      ...(peer && { highs: peer.penalty, highsSaid: peer.status }),
    };
    console.log(JSON.stringify({ ...row, times }));
    rows.push(row);
  }
  const last = rows.map(({ ours }) => ours.at(-1));
  return {
    unit: 'penalty',
    seconds,
    threads,
    feasible: `${last.filter((penalty) => penalty !== null).length} of ${rows.length}`,
    ours: sum(last),
    peer: sum(rows.map((row) => row.best10min)),
    ratio: sum(last) / sum(rows.map((row) => row.best10min)),
    rows,
  };
}

interface Row {
  readonly instance: number;
  readonly ours: readonly (number | null)[];
  readonly best10min: number | null;
}

const sum = (numbers: readonly (number | null | undefined)[]) =>
  numbers.reduce<number>((all, one) => all + (one ?? 0), 0);

/** The penalty after so many seconds, everything from reading the instance on included; null: something is broken. */
async function planned(
  instance: Instance,
  seconds: number,
  threads: number,
): Promise<{ readonly penalty: number | null; readonly bound: number | null }> {
  const budget = { milliseconds: seconds * 1_000 };
  const found = await searchInThreads(rotaOf(instance), { threads, seed: SEED, budget });
  if (found === null) return { penalty: null, bound: null };
  const roster = new Map(
    instance.staff.map(({ id }, p) => [
      id,
      Array.from({ length: instance.days }, (_, day) => {
        const value = found.rows[p * instance.days + day] ?? 0;
        return value === 0 ? null : (instance.shifts[value - 1]?.id ?? null);
      }),
    ]),
  );
  const { broken, penalty } = judge(instance, roster);
  for (const what of broken.slice(0, 3)) console.log(what);
  if (broken.length === 0 && penalty !== found.standing.soft)
    throw new Error(`The planner says ${found.standing.soft}, the evaluator ${penalty}.`);
  return { penalty: broken.length === 0 ? penalty : null, bound: found.bound };
}

/** Best known, and the best of the published values at each time limit. */
function publishedBeside(folder: string) {
  const file = join(folder, '..', 'curtois.csv');
  const lines: Record<string, string>[] = existsSync(file)
    ? parse(readFileSync(file), { columns: true })
    : [];
  return (number: number) => {
    const line = lines.find((one) => one['instance'] === String(number)) ?? {};
    const best = (of: RegExp) => {
      const named = Object.entries(line).filter(([name, value]) => of.test(name) && value !== '');
      return named.length === 0 ? null : Math.min(...named.map(([, value]) => Number(value)));
    };
    return {
      bestKnown: best(/^best_known/),
      best10min: best(/10min$/),
      best60min: best(/60min$|^branch_price$/),
    };
  };
}
