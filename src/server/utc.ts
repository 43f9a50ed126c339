/**
 * Imported before anything else by every entry: a process in another zone would print, parse and
 * compare wall clocks that are nobody's.
 */
process.env['TZ'] = 'UTC';

/** One sentence when the process is not in UTC after all, else null. */
export function utcProblem(
  offsetMinutes = new Date(1_750_000_000_000).getTimezoneOffset(),
  zone = new Intl.DateTimeFormat().resolvedOptions().timeZone,
): string | null {
  if (offsetMinutes === 0 && zone === 'UTC') return null;
  return `The process must run in UTC but is in ${zone} (${-offsetMinutes} minutes); start it with TZ=UTC.`;
}

const problem = utcProblem();
if (problem !== null) {
  console.error(problem);
  process.exit(2);
}
