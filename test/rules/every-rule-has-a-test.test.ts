import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { rulebook } from '../../src/rules/index.ts';

const NO_RULES = ['rule.ts', 'enforced.ts', 'index.ts'];
const folder = new URL('../../src/rules/', import.meta.url);
const files = readdirSync(folder).filter((file) => !NO_RULES.includes(file));

it.each(files)('src/rules/%s has a test of its own', (file) => {
  const test = file.replace(/\.ts$/, '.test.ts');
  expect(existsSync(new URL(test, import.meta.url)), `test/rules/${test} is missing`).toBe(true);
});

it('the rulebook is the folder', () => {
  expect(rulebook.map((rule) => `${rule.id}.ts`)).toEqual(files.toSorted());
  expect(rulebook.length).toBeGreaterThanOrEqual(5);
});
