import { fileURLToPath } from 'node:url';
import { closeDb, type Db, openDb } from '../store/db.ts';
import { startEmbedded } from '../store/embedded.ts';
import { migrate } from '../store/migrate.ts';
import { emptySimulated } from '../store/simulated-day.ts';

export interface OpenDay {
  readonly db: Db;
  close(): Promise<void>;
}

/**
 * Commits reach the operating system before they are acknowledged, so that killing every process
 * loses nothing; only a power cut could, and a simulated day may be played again.
 */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  max_wal_size: '2GB',
  // A day fills empty tables within a minute: their size is looked at as often as a day's hours pass.
  autovacuum_naptime: '5s',
  // Planned once: a tenth of the server's time would go into the same few plans.
  plan_cache_mode: 'force_generic_plan',
};

/** Few: the two cores of a small machine are busy with these. */
const CONNECTIONS = 6;

/**
 * Opens the day's own database: the one at a url, else an embedded one in a folder. A day that is
 * not resumed begins with an empty one. Throws EmbeddedRefused, DbRefused and NotSimulated.
 */
export async function openDay(options: {
  readonly url: string | null;
  readonly folder: string | null;
  readonly resume: boolean;
}): Promise<OpenDay> {
  const folder =
    options.folder ?? fileURLToPath(new URL('../../.respite/simulation', import.meta.url));
  const embedded = options.url === null ? await startEmbedded(folder, SETTINGS) : null;
  const url = options.url ?? embedded?.url ?? '';
  try {
    if (!options.resume) await emptySimulated(url);
    await migrate(url);
    // A tick of a floor of thousands may take long on a small machine, and nobody waits for it.
    const db = await openDb(url, { connections: CONNECTIONS, patience: 0 });
    const close = async () => {
      await closeDb(db);
      await embedded?.stop();
    };
    return { db, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
