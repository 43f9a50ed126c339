import type { Category, Severity } from './category.ts';
import { Kept } from './kept.ts';
import { continued } from './segments.ts';
import type { Instant } from './time.ts';
import type { Exposure } from './timeline.ts';

/** An exposure as the ledger keeps it: its own row and the row it corrects. */
export interface RecordedExposure extends Exposure {
  readonly id: bigint;
  readonly supersedes: bigint | null;
}

/** What was decided about one assignment: when, on what was announced, and until when. */
export interface HandedOut {
  readonly id: bigint;
  readonly severity: Severity;
  readonly categories: readonly Category[];
  readonly decidedAt: Instant;
  /** The last decision that gave or extended its lease: the claim's or a heartbeat's. */
  readonly leaseDecidedAt: Instant;
  readonly leaseUntil: Instant;
}

const known = new Kept<readonly RecordedExposure[], readonly RecordedExposure[]>();

/** The rows that count, in ascending order of start: those that no later row of these corrects. */
export function uncorrected(rows: readonly RecordedExposure[]): readonly RecordedExposure[] {
  const counting = known.get(rows) ?? uncorrectedOf(rows);
  known.set(rows, counting);
  return counting;
}

/** The same rows and one more, in order; what is known of them is known of these. */
export function withRow(
  rows: readonly RecordedExposure[],
  row: RecordedExposure,
): readonly RecordedExposure[] {
  const all = [...rows, row];
  const last = rows.at(-1);
  if (last && last.start > row.start) return all.sort((a, b) => a.start - b.start);
  if (known.get(rows) === rows && row.supersedes === null && row.start < row.end) {
    known.set(all, all);
    continued(rows, all);
  }
  return all;
}

/** The same rows and others of the same person that were added later, in order. */
export function withRows(
  rows: readonly RecordedExposure[],
  added: readonly RecordedExposure[],
): readonly RecordedExposure[] {
  if (rows.length === 0) return added;
  return added.reduce(withRow, rows);
}

/** The id of the row that was added last; 0 when there is none. */
export function lastRow(rows: readonly RecordedExposure[]): bigint {
  let last = 0n;
  for (const { id } of rows) if (id > last) last = id;
  return last;
}

function uncorrectedOf(rows: readonly RecordedExposure[]): readonly RecordedExposure[] {
  // Corrections are rare, and what is derived from the same list is remembered by it.
  if (isPlain(rows)) return rows;
  const corrected = new Set(rows.map((row) => row.supersedes));
  return rows
    .filter((row) => !corrected.has(row.id) && row.start < row.end)
    .toSorted((a, b) => a.start - b.start);
}

/** Nothing is corrected, nothing is empty, and all is in order. */
function isPlain(rows: readonly RecordedExposure[]): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (const { start, end, supersedes } of rows) {
    if (supersedes !== null || start >= end || start < last) return false;
    last = start;
  }
  return true;
}
