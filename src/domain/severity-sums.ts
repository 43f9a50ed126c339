import { SEVERITIES, type Severity } from './category.ts';
import { Kept } from './kept.ts';
import type { Span } from './time.ts';

/** A stretch of exposure of one severity. */
type Seen = Span & { readonly severity: Severity };

const EACH = SEVERITIES.length;

/**
 * How long each severity was seen before each segment of a list, in ms: a row a segment. Lists that
 * grew out of one another share the rows that are the same for them.
 */
interface Sums {
  readonly rows: Float64Array;
  /** How many rows are filled, by whichever list. */
  filled: number;
}
const known = new Kept<readonly Seen[], Sums>();

/**
 * How much of a limit the segments from one to before another use up, in ms times what a ms of each
 * severity uses up: by subtraction, however many they are.
 */
export function usedBetween(
  all: readonly Seen[],
  rates: readonly number[],
  from: number,
  to: number,
): number {
  const { rows } = sumsOf(all);
  let used = 0;
  for (let severity = 0; severity < EACH; severity++) {
    const seen = (rows[to * EACH + severity] ?? 0) - (rows[from * EACH + severity] ?? 0);
    used += (rates[severity] ?? 0) * seen;
  }
  return used;
}

/** For a list that is another with one more at its end: both then share what is the same. */
export function sumsContinued(before: readonly Seen[], after: readonly Seen[]): void {
  const last = before.at(-1);
  if (last) known.set(after, withRow(sumsOf(before), before.length, last));
}

function sumsOf(all: readonly Seen[]): Sums {
  const before = known.get(all);
  if (before) return before;
  const rows = new Float64Array(roomFor(all.length));
  for (let i = 1; i < all.length; i++) fill(rows, i, all[i - 1] as Seen);
  const sums = { rows, filled: Math.max(1, all.length) };
  known.set(all, sums);
  return sums;
}

/** With the row that follows a segment, in the same place if it is free, or says the same already. */
function withRow(sums: Sums, i: number, last: Seen): Sums {
  if (i < sums.filled && says(sums.rows, i, last)) return sums;
  const isFree = i === sums.filled && (i + 1) * EACH <= sums.rows.length;
  const own = isFree ? sums : { rows: new Float64Array(roomFor(i + 1)), filled: i };
  if (!isFree) own.rows.set(sums.rows.subarray(0, i * EACH));
  fill(own.rows, i, last);
  own.filled = i + 1;
  return own;
}

/** A row is the one before it and the segment between them. */
function fill(rows: Float64Array, i: number, { severity, start, end }: Seen): void {
  const [before, own] = [(i - 1) * EACH, i * EACH];
  for (let s = 0; s < EACH; s++) rows[own + s] = rows[before + s] ?? 0;
  rows[own + severity] = (rows[before + severity] ?? 0) + end - start;
}

function says(rows: Float64Array, i: number, { severity, start, end }: Seen): boolean {
  const [before, own] = [(i - 1) * EACH, i * EACH];
  for (let s = 0; s < EACH; s++) {
    const more = s === severity ? end - start : 0;
    if (rows[own + s] !== (rows[before + s] ?? 0) + more) return false;
  }
  return true;
}

/** An eighth more than is needed, so that a day's work is added in place. */
function roomFor(rows: number): number {
  return EACH * (rows + (rows >> 3) + 16);
}
