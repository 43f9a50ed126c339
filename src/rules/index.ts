import { readdirSync } from 'node:fs';
import type { Rule } from './rule.ts';

/** Files of this folder that are not rules. */
const OTHERS = ['rule', 'enforced', 'index'];

/**
 * The rulebook: every other file of this folder is one rule, exported as `rule`. So a rule is added
 * by adding its file, and a file whose rule has another id stops the process with its name.
 */
export const rulebook: readonly Rule[] = await Promise.all(ruleFiles().map(load));

function ruleFiles(): readonly string[] {
  return readdirSync(new URL('.', import.meta.url))
    .filter((file) => /\.[jt]s$/.test(file) && !file.endsWith('.d.ts'))
    .filter((file) => !OTHERS.includes(idOf(file)))
    .toSorted();
}

async function load(file: string): Promise<Rule> {
  const { rule }: { rule?: Rule } = await import(new URL(file, import.meta.url).href);
  if (rule?.id !== idOf(file))
    throw new Error(`src/rules/${file} must export a rule with the id '${idOf(file)}'`);
  return rule;
}

function idOf(file: string): string {
  return file.replace(/\.[jt]s$/, '');
}
