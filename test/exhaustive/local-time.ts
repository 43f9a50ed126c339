/**
 * Every zone and every clock change of 2015 to 2030 against the Temporal polyfill: `npm run
 * check:zones`. Slow (a minute); test/domain/local-time.test.ts runs a bounded sample of the same.
 */
import { pathToFileURL } from 'node:url';
import { differences, transitionsOf } from '../support/temporal.ts';

const FROM = '2015-01-01T00:00Z';
const UNTIL = '2031-01-01T00:00Z';

function main(): void {
  const zones = Intl.supportedValuesOf('timeZone');
  const counts = { zones: zones.length, transitions: 0, compared: 0, different: 0 };
  for (const zone of zones) {
    const transitions = transitionsOf(zone, FROM, UNTIL);
    counts.transitions += transitions.length;
    const found = differences(zone, transitions);
    counts.compared += found.compared;
    counts.different += found.different.length;
    for (const line of found.different.slice(0, 5)) console.log(line);
  }
  console.log(JSON.stringify(counts));
  if (counts.different > 0 || counts.transitions === 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
