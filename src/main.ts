import './server/utc.ts';
import { startJobs } from '../jobs/index.ts';
import { schema } from '../schema/index.ts';
import { buildApp } from './server/app.ts';
import { type Env, type Reading, readEnv } from './server/env.ts';
import { type Flags, readFlags } from './server/flags.ts';
import { ListenRefused, listen } from './server/listen.ts';
import { createLog, errorForLog, type Log } from './server/log.ts';
import { readinessOf } from './server/readiness.ts';
import { keptSecret } from './server/secret.ts';
import { closeServer, onceToldToStop, type Step, stopInOrder } from './server/shutdown.ts';
import { welcome } from './server/welcome.ts';
import { ensureBaseline } from './services/policy.ts';
import { openVisit } from './simulation/visit.ts';
import { closeDb, type Db, DbRefused, openDb } from './store/db.ts';
import { type Embedded, EmbeddedRefused, startEmbedded } from './store/embedded.ts';
import { MigrationRefused, migrate } from './store/migrate.ts';
import { answers, unreadableModels } from './store/readiness.ts';

const PROBE_MS = 2_000;
const REQUESTS_END_WITHIN_MS = 10_000;
const ALL_ENDS_WITHIN_MS = 25_000;

/** What was started, the last first: the order in which to stop it. */
const started: Step[] = [];
let isStopping = false;

const env = orExit(readEnv(process.env));
const flags = orExit(readFlags(process.argv.slice(2)));
const log = createLog(env.LOG_LEVEL);

const starting = start(env, flags, log).catch(async (error: unknown) => {
  const sentence = refusalOf(error);
  if (sentence === null) log.fatal({ err: error }, 'did not start');
  else console.error(sentence);
  await stop(1);
});
onceToldToStop((signal) => {
  isStopping = true;
  log.info({ signal }, 'stopping');
  void starting.then(() => stop(0));
});

async function start(env: Env, flags: Flags, log: Log): Promise<void> {
  const embedded = env.DATABASE_URL === undefined ? await startEmbedded(env.DATA_FOLDER) : null;
  if (embedded !== null) begin('embedded database', () => embedded.stop());
  const url = env.DATABASE_URL ?? embedded?.url ?? '';
  const applied = await migrate(env.DATABASE_OWNER_URL ?? url);
  log.info({ applied }, 'the database is migrated');
  const db = await openDb(url);
  begin('database', () => closeDb(db));
  await ensureBaseline(db);
  const jobs = await startJobs({ db, ownerUrl: env.DATABASE_OWNER_URL ?? url, log });
  begin('jobs', () => jobs.stop());
  const secret = await secretOf(env, embedded);
  const app = buildApp({
    db,
    schema,
    secret,
    isProduction: env.NODE_ENV === 'production',
    log,
    ready: () => readinessOf(probesOf(db), log, PROBE_MS),
  });
  const { server, url: address } = await listen(app, env.HOST, env.PORT);
  begin('server', () => closeServer(server, REQUESTS_END_WITHIN_MS));
  log.info({ address, node: process.version, env: env.NODE_ENV }, 'listening');
  if (embedded === null) return;
  const visit = await openVisit(db, { ...flags, log });
  begin('visit', () => visit.stop());
  const { reviewer, remarks } = visit;
  console.log(await welcome({ url: address, secret, reviewer, remarks }));
}

/** Once the tables are as this code needs them they stay so: migrations only add. */
let isMigrated = false;

function probesOf(db: Db) {
  return {
    process: () => (isStopping ? 'stopping' : 'ok'),
    database: async () => {
      await answers(db);
      return 'ok';
    },
    migrations: async () => {
      isMigrated ||= (await unreadableModels(db)).length === 0;
      return isMigrated ? 'ok' : 'not applied';
    },
  };
}

/** readEnv has seen to it that a database of somebody else comes with a secret. */
async function secretOf(env: Env, embedded: Embedded | null): Promise<string> {
  if (env.RESPITE_TOKEN_SECRET !== undefined) return env.RESPITE_TOKEN_SECRET;
  if (embedded === null) throw new Error('no secret');
  return keptSecret(embedded.folder);
}

function begin(name: string, stop: Step['stop']): void {
  started.unshift({ name, stop });
}

async function stop(exitCode: number): Promise<void> {
  const isClean = await stopInOrder(started, log, ALL_ENDS_WITHIN_MS);
  process.exit(isClean ? exitCode : 1);
}

function orExit<T>(reading: Reading<T>): T {
  if (reading.kind === 'read') return reading.value;
  console.error(reading.sentence);
  process.exit(2);
}

/** What was foreseen is one sentence that says what to do; null: the log has to say where it was. */
function refusalOf(error: unknown): string | null {
  const isForeseen =
    error instanceof EmbeddedRefused ||
    error instanceof MigrationRefused ||
    error instanceof DbRefused ||
    error instanceof ListenRefused;
  if (isForeseen) return error.message;
  const { code } = errorForLog(error);
  const isUnreachable = code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT';
  return isUnreachable ? `The database cannot be reached (${code}); see DATABASE_URL.` : null;
}
