import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBaseline } from '../services/policy.ts';
import { closeDb, type Db, openDb } from '../store/db.ts';
import { type Embedded, startEmbedded } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import { Replica } from './replica.ts';

export interface ClusterOptions {
  readonly replicas: number;
  /** Of the first; the others follow. 0: each takes a free one. */
  readonly port: number;
  /** Where its own PostgreSQL and the replicas' logs are kept. */
  readonly folder: string;
  /** Told when a replica ends that nobody ended: it is not started again. */
  readonly ended?: (how: string) => void;
}

/** Several replicas of the service on one PostgreSQL. */
export interface Cluster {
  readonly replicas: readonly Replica[];
  readonly database: Embedded;
  readonly db: Db;
  /** Signs tokens that every replica believes. */
  readonly secret: string;
  stop(): Promise<void>;
}

/** Each replica has a pool, and whoever looks on has another. */
const SETTINGS = { max_connections: '300' };

/**
 * Starts a PostgreSQL, migrates it, lets `prepare` put into it what is to be there, and starts the
 * replicas side by side. Resolves when all of them listen; when one does not, nothing is left over.
 */
export async function openCluster(
  options: ClusterOptions,
  prepare: (db: Db) => Promise<void>,
): Promise<Cluster> {
  await mkdir(options.folder, { recursive: true });
  const database = await startEmbedded(join(options.folder, 'postgres'), SETTINGS);
  const secret = randomBytes(32).toString('base64url');
  const ports = Array.from(
    { length: options.replicas },
    (_, i) => options.port && options.port + i,
  );
  const replicas = ports.map((port, i) => {
    const name = `replica-${i + 1}`;
    const logFile = join(options.folder, `${name}.log`);
    return new Replica(name, {
      databaseUrl: database.url,
      secret,
      logFile,
      port,
      ...(options.ended && { ended: options.ended }),
    });
  });
  let db: Db | null = null;
  const stop = async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    if (db) await closeDb(db);
    await database.stop();
  };
  try {
    await migrate(database.url);
    db = await openDb(database.url);
    await ensureBaseline(db);
    await prepare(db);
    await Promise.all(replicas.map((replica) => replica.start()));
    return { replicas, database, db, secret, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
