import { excessWithin } from '../domain/day-limit.ts';
import { figure } from '../domain/figure.ts';
import { HOUR, MINUTE } from '../domain/time.ts';
import { defineRule } from './rule.ts';

type Limits = { readonly limitMinutes: number };

/** Minutes of anything that is seen in a protected block. */
export const rule = defineRule<Limits>({
  id: 'protected-time',
  title: 'Work in protected time',
  because:
    'Scola v. Facebook, settlement (2020): a weekly session with a licensed professional for those ' +
    'who see graphic content. That nothing is handed out in its time: no published figure.',
  parameters: {
    limitMinutes: {
      value: 0,
      unit: 'minutes',
      stricter: 'lower',
      says: 'Most minutes of content in a protected block (no published figure).',
    },
  },
  overridable: false,
  countsFrom: () => 0,
  // A block is never longer than a day.
  lookback: () => (24 * HOUR) / MINUTE,
  describe: (p) => `At most ${p.limitMinutes} minutes of content in a protected block.`,
  check: (timeline, p, from) =>
    excessWithin(
      timeline,
      p.limitMinutes,
      () => 1,
      () => timeline.blocks.map(({ start, end }) => ({ start, end, judgedFrom: start })),
      from,
    ).map((excess) => ({ ...excess, limit: p.limitMinutes })),
  explain: (breach) =>
    `${figure(breach.observed, breach.limit)} minutes of content in protected time, where ` +
    `${breach.limit} are the most.`,
});
