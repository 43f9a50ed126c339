import { describe, expect, it } from 'vitest';
import { readEnv } from '../../src/server/env.ts';

const SECRET = 'a-secret-that-is-long-enough-for-hs256';
const URL = 'postgresql://me:hunter2@db/respite';

describe('the environment', () => {
  it('needs nothing on the embedded database', () => {
    expect(readEnv({})).toEqual({
      kind: 'read',
      value: {
        HOST: '127.0.0.1',
        PORT: 4000,
        NODE_ENV: 'development',
        LOG_LEVEL: 'info',
        DATABASE_OWNER_URL: undefined,
      },
    });
  });

  it.each([
    ['production when there is a database', { DATABASE_URL: URL, RESPITE_TOKEN_SECRET: SECRET }],
    ['production when it is said', { NODE_ENV: 'production' }],
  ])('is %s', (_title, source) => {
    expect(readEnv(source)).toMatchObject({ value: { NODE_ENV: 'production' } });
  });

  it('lets the service role migrate when no owner is named', () => {
    const read = readEnv({ DATABASE_URL: URL, RESPITE_TOKEN_SECRET: SECRET });
    expect(read).toMatchObject({ value: { DATABASE_OWNER_URL: URL } });
  });

  it('takes an empty variable for an unset one', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ value: { PORT: 4000 } });
  });

  it.each([
    [{ PORT: 'abc' }, "PORT must be a whole number from 0 to 65535; it is 'abc'."],
    [{ PORT: '65536' }, "PORT must be a whole number from 0 to 65535; it is '65536'."],
    [{ PORT: '-1' }, "PORT must be a whole number from 0 to 65535; it is '-1'."],
    [{ PORT: '1e3' }, "PORT must be a whole number from 0 to 65535; it is '1e3'."],
    [{ NODE_ENV: 'prod' }, "NODE_ENV must be one of development, production, test; it is 'prod'."],
    [
      { LOG_LEVEL: 'loud' },
      "LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent; it is 'loud'.",
    ],
    [{ DATABASE_URL: 'mysql://me:hunter2@db' }, 'DATABASE_URL must be a postgresql:// URL.'],
    [
      { DATABASE_URL: URL, RESPITE_TOKEN_SECRET: SECRET, DATABASE_OWNER_URL: 'hunter2' },
      'DATABASE_OWNER_URL must be a postgresql:// URL.',
    ],
    [{ DATABASE_URL: URL }, 'RESPITE_TOKEN_SECRET must be set when DATABASE_URL is.'],
    [{ DATABASE_OWNER_URL: URL }, 'DATABASE_OWNER_URL means nothing without DATABASE_URL.'],
    [{ RESPITE_TOKEN_SECRET: 'hunter2' }, 'RESPITE_TOKEN_SECRET must have at least 32 characters.'],
  ])('with %j is refused in one sentence that keeps secrets', (source, sentence) => {
    expect(readEnv(source)).toEqual({ kind: 'wrong', sentence });
    expect(sentence).not.toContain('hunter2');
  });
});
