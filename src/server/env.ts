import { z } from 'zod';

const SECRET_LENGTH = 32;
/** Never repeated in a message: they hold passwords. */
const SECRETS = ['DATABASE_URL', 'DATABASE_OWNER_URL', 'RESPITE_TOKEN_SECRET'];

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' });

function wholeNumber(from: number, to: number, otherwise: number) {
  const error = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.int({ error }).min(from, { error }).max(to, { error }))
    .default(otherwise);
}

function oneOf<const W extends readonly [string, ...string[]]>(words: W) {
  return z.enum(words, { error: `must be one of ${words.join(', ')}` });
}

/** Every variable the process reads. README's table is checked against the descriptions. */
export const variables = z.object({
  DATABASE_URL: postgresUrl
    .optional()
    .describe('PostgreSQL 15 or newer. Unset: a PostgreSQL of its own in `DATA_FOLDER`.'),
  DATABASE_OWNER_URL: postgresUrl
    .optional()
    .describe('The role that owns the tables and migrates them. Unset: `DATABASE_URL`.'),
  DATA_FOLDER: z
    .string()
    .optional()
    .describe(
      'Where its own PostgreSQL keeps its files. Unset: `.respite/postgres` in the project, or a folder in `/var/lib` where the postgres user cannot enter the project.',
    ),
  RESPITE_TOKEN_SECRET: z
    .string()
    .min(SECRET_LENGTH, { error: `must have at least ${SECRET_LENGTH} characters` })
    .optional()
    .describe(
      'Signs the tokens (HS256), 32 characters or more. Needed with `DATABASE_URL`; else made and kept in the data folder.',
    ),
  HOST: z.string().default('127.0.0.1').describe('The address to listen on.'),
  PORT: wholeNumber(0, 65_535, 4_000).describe('The port to listen on; 0 takes a free one.'),
  NODE_ENV: oneOf(['development', 'production', 'test'])
    .optional()
    .describe('GraphiQL is served in development only. Unset: production with `DATABASE_URL`.'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('The least that is logged, as JSON lines on standard output.'),
});

export interface Env extends Omit<z.infer<typeof variables>, 'NODE_ENV' | 'DATABASE_OWNER_URL'> {
  readonly NODE_ENV: 'development' | 'production' | 'test';
  readonly DATABASE_OWNER_URL: string | undefined;
}

export type Reading<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Reads and checks the variables; the first thing wrong is said in one sentence with its name. */
export function readEnv(source: Readonly<Record<string, string | undefined>>): Reading<Env> {
  // An empty variable is how a shell or a compose file says 'unset'.
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(set);
  if (!parsed.success) return wrong(sentenceOf(parsed.error.issues[0], set));
  const env = parsed.data;
  const problem = contradiction(env);
  if (problem !== null) return wrong(problem);
  return {
    kind: 'read',
    value: {
      ...env,
      NODE_ENV: env.NODE_ENV ?? (env.DATABASE_URL === undefined ? 'development' : 'production'),
      DATABASE_OWNER_URL: env.DATABASE_OWNER_URL ?? env.DATABASE_URL,
    },
  };
}

function contradiction(env: z.infer<typeof variables>): string | null {
  if (env.DATABASE_URL !== undefined && env.RESPITE_TOKEN_SECRET === undefined) {
    return 'RESPITE_TOKEN_SECRET must be set when DATABASE_URL is.';
  }
  if (env.DATABASE_URL === undefined && env.DATABASE_OWNER_URL !== undefined) {
    return 'DATABASE_OWNER_URL means nothing without DATABASE_URL.';
  }
  return null;
}

function sentenceOf(
  issue: z.core.$ZodIssue | undefined,
  source: Readonly<Record<string, string | undefined>>,
): string {
  const key = String(issue?.path[0] ?? 'The environment');
  const value = source[key];
  const given = value === undefined || SECRETS.includes(key) ? '' : `; it is '${value}'`;
  return `${key} ${issue?.message ?? 'cannot be read'}${given}.`;
}

export function wrong(sentence: string): { readonly kind: 'wrong'; readonly sentence: string } {
  return { kind: 'wrong', sentence };
}
