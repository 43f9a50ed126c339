import './utc.ts';
import { JURISDICTIONS, levelOf, packOf } from '../laws/index.ts';
import { rulebook } from '../rules/index.ts';
import { defaultsOf } from '../rules/rule.ts';

/** `npm run rules`: the rulebook and the laws as wellbeing staff read them, with their numbers. */
for (const rule of rulebook) {
  console.log(`\n${rule.title} (${rule.id})`);
  console.log(`  ${rule.describe(defaultsOf(rule))}`);
  console.log(`  Because: ${rule.because}`);
  for (const [name, parameter] of Object.entries(rule.parameters)) {
    const { value, unit, stricter, says } = parameter;
    console.log(`  ${name} = ${value} ${unit} (${stricter} is stricter): ${says}`);
  }
}

for (const jurisdiction of JURISDICTIONS) {
  const { title, includes, figures, gaps } = packOf(jurisdiction);
  console.log(`\nThe law of ${title} (${jurisdiction}), always on for its sites`);
  for (const name of includes) console.log(`  All that ${name} says, and:`);
  for (const figure of figures) {
    const rule = rulebook.find(({ id }) => id === figure.rule);
    const says = rule?.describe({ ...defaultsOf(rule), ...figure.params });
    console.log(`  ${figure.rule}, ${levelOf(figure)}, ${figure.status}: ${says}`);
    console.log(`    ${figure.citation}`);
  }
  for (const gap of gaps) console.log(`  Held by no rule: ${gap}`);
}
