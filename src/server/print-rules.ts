import './utc.ts';
import { rulebook } from '../rules/index.ts';
import { defaultsOf } from '../rules/rule.ts';

/** `npm run rules`: the rulebook as wellbeing staff read it, with the numbers it starts with. */
for (const rule of rulebook) {
  console.log(`\n${rule.title} (${rule.id})`);
  console.log(`  ${rule.describe(defaultsOf(rule))}`);
  console.log(`  Because: ${rule.because}`);
  for (const [name, parameter] of Object.entries(rule.parameters)) {
    const { value, unit, stricter, says } = parameter;
    console.log(`  ${name} = ${value} ${unit} (${stricter} is stricter): ${says}`);
  }
}
