import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/listen.ts';
import { createLog } from '../../src/server/log.ts';
import { closeServer } from '../../src/server/shutdown.ts';
import { issueToken } from '../../src/server/tokens.ts';
import type { RequestContext } from '../../src/services/viewer.ts';
import { type TestDb, testDb } from '../support/database.ts';
import { tinySchema } from '../support/tiny-schema.ts';

const SECRET = 'a-secret-that-is-long-enough-for-hs256';

const lines: string[] = [];
const log = createLog('info', { write: (line) => void lines.push(line) });
let test: TestDb;
const urls = { development: '', production: '' };
const stops: (() => Promise<void>)[] = [];

const schema = tinySchema({
  whoAmI: ({ viewer }: RequestContext) => viewer?.role ?? 'nobody',
  broken: () => {
    throw new Error('reviewer 7 saw the password hunter2');
  },
});

beforeAll(async () => {
  test = await testDb();
  for (const mode of ['development', 'production'] as const) {
    const isProduction = mode === 'production';
    const ready = async () => ({ database: 'ok' });
    const app = buildApp({ db: test.db, schema, secret: SECRET, isProduction, log, ready });
    const { server, url } = await listen(app, '127.0.0.1', 0);
    urls[mode] = url;
    stops.push(() => closeServer(server, 1_000));
  }
});

afterAll(async () => {
  for (const stop of stops) await stop();
  await test?.done();
});

function ask(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${urls.production}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

describe('the bearer of a request', () => {
  it('is nobody without a token', async () => {
    const response = await ask('{ whoAmI }');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ data: { whoAmI: 'nobody' } });
  });

  it('is who the token says', async () => {
    const lead = { role: 'lead', reviewer: null, name: 'Grace' } as const;
    const response = await ask('{ whoAmI }', bearer(await issueToken(lead, SECRET, '1h')));
    expect(await response.json()).toEqual({ data: { whoAmI: 'lead' } });
  });

  it('is refused with a token that expired', async () => {
    const lead = { role: 'lead', reviewer: null, name: 'Grace' } as const;
    const response = await ask('{ whoAmI }', bearer(await issueToken(lead, SECRET, '-1s')));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    const { errors, data } = await response.json();
    expect(data?.whoAmI).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors[0].extensions.code).toBe('UNAUTHENTICATED');
  });

  it.each(['Bearer x', 'Bearer', 'Basic bWU6aHVudGVyMg=='])('is refused with %j', async (value) => {
    expect((await ask('{ whoAmI }', { authorization: value })).status).toBe(401);
  });
});

describe('an error of ours', () => {
  it('reaches the client as an id and the log under that id', async () => {
    const response = await ask('{ broken }');
    const text = await response.text();
    expect(text).not.toMatch(/hunter2|stack|\.ts|node_modules/);
    const [error] = JSON.parse(text).errors;
    expect(error).toMatchObject({
      message: 'Something went wrong on our side.',
      path: ['broken'],
      extensions: { code: 'INTERNAL_SERVER_ERROR', id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    const logged = lines.filter((line) => line.includes(error.extensions.id));
    expect(logged).toHaveLength(1);
    expect(JSON.parse(logged[0] ?? '')).toMatchObject({
      level: 'error',
      err: { message: 'reviewer 7 saw the password hunter2' },
    });
  });
});

describe('what a client may send', () => {
  it('is not more than the largest body', async () => {
    expect((await ask(`{ whoAmI } # ${'x'.repeat(8_000_000)}`)).status).toBe(413);
  });

  it('is not a document of thousands of words', async () => {
    const response = await ask(`{ ${'whoAmI '.repeat(6_000)} }`);
    expect(JSON.stringify(await response.json())).toContain('5000 tokens. Parsing aborted');
  });

  it('is not a batch', async () => {
    const response = await fetch(`${urls.production}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ whoAmI }' }, { query: '{ whoAmI }' }]),
    });
    expect(response.status).toBe(400);
  });
});

describe('every answer', () => {
  it.each(['/healthz', '/graphql?query={whoAmI}', '/nowhere'])(
    'to %s has an id, runs nothing and is not kept',
    async (path) => {
      const { headers } = await fetch(`${urls.production}${path}`);
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('to a path that is not there is JSON', async () => {
    const response = await fetch(`${urls.production}/nowhere`);
    expect(response.status).toBe(404);
    expect(await response.json()).toHaveProperty('error');
  });
});

describe('GraphiQL', () => {
  function page(mode: 'development' | 'production'): Promise<Response> {
    return fetch(`${urls[mode]}/graphql`, { headers: { accept: 'text/html' } });
  }

  it('is served in development, complete and from here', async () => {
    const response = await page('development');
    const html = await response.text();
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html.length).toBeGreaterThan(1_000_000);
    expect(html).not.toMatch(/<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=["']?https?:/i);
    expect(html).not.toMatch(/@import\s+(?:url\()?["']?https?:/i);
  });

  it('may load from nowhere else, whatever is in it', async () => {
    const policy = (await page('development')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it('is not served in production', async () => {
    expect(await (await page('production')).text()).not.toContain('<html');
  });
});

it('lives', async () => {
  const response = await fetch(`${urls.production}/healthz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ status: 'ok' });
});
