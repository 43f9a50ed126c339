import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { ClusterOptions } from './cluster.ts';

const USAGE = {
  cluster: 'usage: npm run cluster -- [--replicas N] [--port P] [--folder PATH]',
  chaos:
    'usage: npm run chaos -- [--minutes N] [--replicas N] [--reviewers N] [--seed N] [--folder PATH]',
};

export interface ChaosFlags extends ClusterOptions {
  readonly minutes: number;
  readonly reviewers: number;
  readonly seed: number;
}

export type FlagsRead =
  | { readonly kind: 'read'; readonly value: ChaosFlags }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Every flag with its default and the most it may be; a port of 0 takes free ones. */
const NUMBERS = {
  replicas: { cluster: 8, chaos: 8, least: 1, most: 32 },
  port: { cluster: 4_000, chaos: 0, least: 0, most: 65_000 },
  minutes: { cluster: 0, chaos: 10, least: 0, most: 600 },
  reviewers: { cluster: 200, chaos: 300, least: 1, most: 10_000 },
  seed: { cluster: 1, chaos: 1, least: 0, most: 999_999_999 },
} as const;
type NumberName = keyof typeof NUMBERS;

/** Which of them each command takes. */
const TAKES: Readonly<Record<'cluster' | 'chaos', readonly NumberName[]>> = {
  cluster: ['replicas', 'port', 'reviewers'],
  chaos: ['minutes', 'replicas', 'reviewers', 'seed'],
};

/** Reads the flags of either command; what cannot be meant is said in one sentence. */
export function readClusterFlags(of: 'cluster' | 'chaos', argv: readonly string[]): FlagsRead {
  const wrong = (why: string): FlagsRead => ({ kind: 'wrong', sentence: `${why}; ${USAGE[of]}` });
  let given: Readonly<Record<string, string | undefined>>;
  try {
    const names = [...TAKES[of], 'folder'];
    const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
    given = parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    return wrong(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
  const numbers: Record<NumberName, number> = {
    replicas: 0,
    port: 0,
    minutes: 0,
    reviewers: 0,
    seed: 0,
  };
  for (const name of Object.keys(NUMBERS) as NumberName[]) {
    const { least, most } = NUMBERS[name];
    const said = given[name] ?? String(NUMBERS[name][of]);
    const isNumber = /^\d+(\.\d+)?$/.test(said) && (name === 'minutes' || !said.includes('.'));
    numbers[name] = Number(said);
    if (!isNumber || numbers[name] < least || numbers[name] > most)
      return wrong(`--${name} must be a number from ${least} to ${most}; it is '${said}'`);
  }
  const folder = given['folder'] ?? fileURLToPath(new URL(`../../.respite/${of}`, import.meta.url));
  return { kind: 'read', value: { ...numbers, folder } };
}
