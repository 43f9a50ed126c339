/**
 * `npm run boundaries`: dependency-cruiser's verdict, and proof that it looked. With a TypeScript
 * it does not know it cruises nothing and says that all is well.
 */
import { spawnSync } from 'node:child_process';

const FEWEST_MODULES = 20;

interface Verdict {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { name: string; comment?: string }[] };
  };
}

const folders = ['src', 'schema', 'jobs', 'test'];
const cruise = spawnSync('depcruise', [...folders, '--output-type', 'json'], {
  encoding: 'utf8',
  maxBuffer: 256 * 1024 * 1024,
});
if (cruise.error !== undefined) throw cruise.error;
if (!cruise.stdout.startsWith('{')) {
  console.error(cruise.stderr || cruise.stdout);
  process.exit(1);
}

const { totalCruised, violations, ruleSetUsed }: Verdict['summary'] = JSON.parse(
  cruise.stdout,
).summary;
for (const { from, to, rule } of violations) {
  const why = ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  console.error(`${rule.name}: ${from} -> ${to}\n  ${why}`);
}
console.log(`${totalCruised} modules looked at, ${violations.length} boundaries crossed`);
if (totalCruised < FEWEST_MODULES) {
  console.error(`fewer than ${FEWEST_MODULES} modules: dependency-cruiser cannot read the sources`);
}
process.exitCode = violations.length > 0 || totalCruised < FEWEST_MODULES ? 1 : 0;
