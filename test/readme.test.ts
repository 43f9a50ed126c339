import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variables } from '../src/server/env.ts';

const root = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

/** The rows of the table under a heading, as lists of cells. */
function table(heading: string): string[][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));
}

describe('the README', () => {
  it('lists every variable that is read, as the code describes it', () => {
    const expected = Object.entries(variables.shape).map(([key, type]) => {
      const otherwise = type.safeParse(undefined).data;
      return [`\`${key}\``, otherwise === undefined ? '' : `\`${otherwise}\``, type.description];
    });
    expect(table('Environment')).toEqual(expected);
  });

  it('has a line for every folder there is', () => {
    const listed = table('Where things are').map(([name]) => name?.replaceAll('`', ''));
    const folders = readdirSync(resolve(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => `src/${entry.name}`);
    expect(listed).toEqual(
      expect.arrayContaining([...folders, 'schema', 'jobs', 'prisma', 'test']),
    );
  });

  it('names only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(5);
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining(named.filter((name) => name !== 'ci')),
    );
  });
});
