import type { Parameter, Rule } from '../src/rules/rule.ts';
import { wordsOf } from './words.ts';

export const UnitEnum = wordsOf('Unit', 'What a number counts.', {
  minutes: 'Elapsed minutes.',
  percent: 'Percent.',
  severity: 'A severity: 0 to 5.',
  days: 'Local calendar days.',
  weeks: 'Weeks.',
  levels: 'Steps between two severities.',
  count: 'How many.',
  clock: 'A time of the local day, in minutes after midnight.',
} satisfies Record<Parameter['unit'], string>);

/** What a rule's breaches are counted in: the unit of its first parameter, which is the limit. */
export function unitOf(rule: Rule | undefined): Parameter['unit'] | null {
  const [limit] = Object.values(rule?.parameters ?? {});
  return limit?.unit ?? null;
}
