/**
 * How many cases a generated law is asked about: all of them, or, where RUNS_SHARE says so (0 to 1), a
 * part. Mutation testing asks the same laws thousands of times over.
 */
export function runs(cases: number): number {
  return Math.max(1, Math.round(cases * Number(process.env['RUNS_SHARE'] ?? 1)));
}
