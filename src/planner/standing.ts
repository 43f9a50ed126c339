import { type Board, IMPOSSIBLE } from './board.ts';
import type { Rows } from './rota.ts';

/** How rows stand: what is hard and broken, and what the soft parts cost. Read anew, not kept up. */
export interface Standing {
  readonly hard: number;
  readonly soft: number;
  readonly parts: {
    readonly coverage: number;
    readonly patterns: number;
    readonly totals: number;
    readonly wishes: number;
  };
}

export function standingOf(board: Board, rows: Rows): Standing {
  let hard = 0;
  const parts = { coverage: 0, patterns: 0, totals: 0, wishes: 0 };
  const add = ({ hard: h, soft }: { hard: number; soft: number }, part: keyof typeof parts) => {
    hard += h;
    parts[part] += soft;
  };
  for (let p = 0; p < board.people; p++) {
    const walk = walked(board, rows, p);
    add(walk, 'patterns');
    add({ hard: walk.impossible, soft: walk.wishes }, 'wishes');
    add(totalsCost(board, rows, p, walk.weekends), 'totals');
  }
  add(coverageCost(board, rows), 'coverage');
  return { hard, soft: parts.coverage + parts.patterns + parts.totals + parts.wishes, parts };
}

function walked(board: Board, rows: Rows, p: number) {
  const { days, tables, weekend } = board;
  const steps = board.steps[p] as number;
  const width = board.width[p] as number;
  const base = board.table[p] as number;
  const weekends = new Uint8Array(days);
  let [hard, soft, wishes, impossible] = [0, 0, 0, 0];
  let state = board.start[p] as number;
  for (let day = 0; day < days; day++) {
    const value = rows[p * days + day] as number;
    const at =
      base + state * steps + (board.stepOf[(board.valueAt[p] as number) + value] as number);
    hard += tables.hard[at] as number;
    soft += tables.soft[at] as number;
    if (weekend[day] === 1) weekends[day] = value > 0 ? 1 : 0;
    if (weekend[day] === 2) {
      hard += tables.halfHard[at] as number;
      soft += tables.halfSoft[at] as number;
      weekends[day] = tables.second[at] as number;
    }
    const wish = board.wishes[(board.wishAt[p] as number) + day * width + value] as number;
    if (wish >= IMPOSSIBLE) impossible++;
    else wishes += wish;
    state = tables.next[at] as number;
  }
  return { hard, soft, wishes, impossible, weekends };
}

function totalsCost(board: Board, rows: Rows, p: number, weekends: Uint8Array) {
  const { totals, values } = board;
  let [hard, soft] = [0, 0];
  for (let t = totals.at[p] as number; t < (totals.at[p + 1] as number); t++) {
    let sum = 0;
    const amounts = totals.amounts[t] as number;
    for (let day = totals.from[t] as number; day < (totals.to[t] as number); day++)
      sum +=
        amounts < 0
          ? (weekends[day] as number)
          : (totals.measures[amounts + day * values + valueOn(board, rows, p, day)] as number);
    const short = Math.max(0, (totals.least[t] as number) - sum);
    const long = Math.max(0, sum - (totals.most[t] as number));
    if (totals.hardShort[t] === 1) hard += short;
    else soft += short * (totals.short[t] as number);
    if (totals.hardLong[t] === 1) hard += long;
    else soft += long * (totals.long[t] as number);
  }
  return { hard, soft };
}

/** What somebody is given on a day, among all values. */
export function valueOn(board: Board, rows: Rows, p: number, day: number): number {
  return board.valueOf[
    (board.valueAt[p] as number) + (rows[p * board.days + day] as number)
  ] as number;
}

/** How much there is in each cell. */
export function coverOf(board: Board, rows: Rows): Int32Array {
  const { days, people, coverAt, coverCell, coverAmount } = board;
  const cover = new Int32Array(board.cells.wanted.length);
  for (let p = 0; p < people; p++)
    for (let day = 0; day < days; day++) {
      const at = valueOn(board, rows, p, day) * days + day;
      for (let i = coverAt[at] as number; i < (coverAt[at + 1] as number); i++) {
        const cell = coverCell[i] as number;
        cover[cell] = (cover[cell] as number) + (coverAmount[i] as number);
      }
    }
  return cover;
}

function coverageCost(board: Board, rows: Rows) {
  const { cells } = board;
  const cover = coverOf(board, rows);
  let [hard, soft] = [0, 0];
  cover.forEach((there, cell) => {
    const lacking = Math.max(0, (cells.wanted[cell] as number) - there);
    const beyond = Math.max(0, there - (cells.wanted[cell] as number));
    soft += lacking * (cells.lacking[cell] as number) + beyond * (cells.beyond[cell] as number);
    hard +=
      lacking * (cells.hardLacking[cell] as number) + beyond * (cells.hardBeyond[cell] as number);
  });
  return { hard, soft };
}
