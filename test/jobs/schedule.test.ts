import { readdirSync } from 'node:fs';
import { validate } from 'node-cron';
import { describe, expect, it } from 'vitest';
import { freeingDeadWorkers, schedule } from '../../jobs/schedule.ts';

/** What carries the jobs rather than being one. */
const carriers = ['index', 'job', 'schedule', 'tasks', 'ticks', 'worker'];

describe('the schedule', () => {
  it('has every job of the folder, once and under the name of its file', () => {
    const files = readdirSync(new URL('../../jobs/', import.meta.url))
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((name) => !carriers.includes(name));
    expect(schedule.map(({ name }) => name).sort()).toEqual(files.sort());
  });

  it.each([...schedule, { name: 'freeing dead workers', expression: freeingDeadWorkers }])(
    'says when for $name in a way that node-cron reads',
    ({ expression }) => {
      expect(validate(expression)).toBe(true);
    },
  );
});
