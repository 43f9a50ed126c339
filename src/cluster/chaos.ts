/** `npm run chaos`: a storm over several replicas; the last line is what it came to, as JSON. */
import '../server/utc.ts';
import { readClusterFlags } from './flags.ts';
import { isWeathered } from './reckoning.ts';
import { storm } from './storm.ts';

const flags = readClusterFlags('chaos', process.argv.slice(2));
if (flags.kind === 'wrong') {
  console.error(flags.sentence);
  process.exitCode = 2;
} else {
  const { minutes, replicas, reviewers, seed } = flags.value;
  const weather = await storm({ ...flags.value, say: (line) => console.log(line) });
  console.log(JSON.stringify({ name: 'chaos', minutes, replicas, reviewers, seed, ...weather }));
  process.exitCode = isWeathered(weather) ? 0 : 1;
}
