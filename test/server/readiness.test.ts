import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../src/server/app.ts';
import { listen } from '../../src/server/listen.ts';
import { createLog } from '../../src/server/log.ts';
import { type Probe, readinessOf } from '../../src/server/readiness.ts';
import { closeServer } from '../../src/server/shutdown.ts';
import { closeDb, openDb } from '../../src/store/db.ts';
import { answers, unreadableModels } from '../../src/store/readiness.ts';
import {
  emptyDatabase,
  type FreshDatabase,
  freshDatabase,
  type TestDb,
  testDb,
} from '../support/database.ts';
import { tinySchema } from '../support/tiny-schema.ts';

const log = createLog('silent');

describe('readiness', () => {
  const ok: Probe = () => 'ok';

  it('is what each part says', async () => {
    const probes = { database: ok, migrations: () => 'not applied' };
    expect(await readinessOf(probes, log, 60_000)).toEqual({
      database: 'ok',
      migrations: 'not applied',
    });
  });

  it.each<[string, Probe]>([
    ['fails', () => Promise.reject(new Error('password hunter2'))],
    ['never comes back', () => new Promise(() => {})],
  ])('says only that a part does not answer when it %s', async (_title, broken) => {
    expect(await readinessOf({ database: broken, process: ok }, log, 50)).toEqual({
      database: 'does not answer',
      process: 'ok',
    });
  });
});

describe('the database', () => {
  let migrated: TestDb;
  let empty: FreshDatabase;

  beforeAll(async () => {
    migrated = await testDb();
    empty = await emptyDatabase();
  });
  afterAll(async () => {
    await migrated?.done();
    await empty?.drop();
  });

  it('is readable as a whole once it is migrated', async () => {
    expect(await unreadableModels(migrated.db)).toEqual([]);
  });

  it('is not when nothing is in it', async () => {
    const db = await openDb(empty.url);
    const models = await unreadableModels(db).finally(() => closeDb(db));
    expect(models).toContain('Exposure');
    expect(models).toContain('JobRun');
  });
});

it('turns into 503 with the part that fails when the database goes away', async () => {
  const fresh = await freshDatabase();
  const db = await openDb(fresh.url);
  const database = async () => {
    await answers(db);
    return 'ok';
  };
  const app = buildApp({
    db,
    schema: tinySchema({ a: () => 'a' }),
    secret: 'a-secret-that-is-long-enough-for-hs256',
    isProduction: true,
    log,
    ready: () => readinessOf({ process: () => 'ok', database }, log, 5_000),
  });
  const { server, url } = await listen(app, '127.0.0.1', 0);
  try {
    const before = await fetch(`${url}/readyz`);
    expect([before.status, await before.json()]).toEqual([200, { process: 'ok', database: 'ok' }]);
    await fresh.drop();
    const after = await fetch(`${url}/readyz`);
    expect(after.status).toBe(503);
    expect(await after.json()).toEqual({ process: 'ok', database: 'does not answer' });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  } finally {
    await closeServer(server, 1_000);
    await closeDb(db);
  }
});
