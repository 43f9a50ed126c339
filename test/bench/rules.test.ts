import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

it('measures few items once and says what it found as the last line, in JSON', () => {
  const words = ['--import', 'tsx', 'bench/main.ts', 'rules', '2', '1', '28'];
  const printed = execFileSync(process.execPath, words, { cwd: root, encoding: 'utf8' });
  const result: unknown = JSON.parse(printed.trimEnd().split('\n').at(-1) ?? '');
  const number = expect.any(Number);
  expect(result).toMatchObject({ name: 'rules', ours: number, peer: number, ratio: number });
});
