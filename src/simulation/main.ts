import { DbRefused } from '../store/db.ts';
import { EmbeddedRefused } from '../store/embedded.ts';
import { MigrationRefused } from '../store/migrate.ts';
import { NotSimulated } from '../store/simulated-day.ts';
import { acknowledged } from './acknowledged.ts';
import { openDay } from './database.ts';
import { type DayFlags, readDayFlags } from './flags.ts';
import { progressOver } from './progress.ts';
import { OtherDay, simulate } from './simulate.ts';

// As src/server/utc.ts, which belongs to the server: wall clocks of another zone are nobody's.
process.env['TZ'] = 'UTC';

const REFUSALS = [DbRefused, EmbeddedRefused, MigrationRefused, NotSimulated, OtherDay];

const flags = readDayFlags(process.argv.slice(2));
if (flags.kind === 'wrong') {
  console.error(flags.sentence);
  process.exitCode = 2;
} else {
  process.exitCode = await run(flags.value).catch((error: unknown) => {
    console.error(REFUSALS.some((one) => error instanceof one) ? String(error) : error);
    return 2;
  });
}

/** 1 when something was handed out that should not have been, or anything was lost. */
async function run(asked: DayFlags): Promise<number> {
  const { day, reviewers, seed, resume, database: url, folder } = asked;
  const open = await openDay({ url, folder, resume });
  // A day that is stopped can be resumed like one that was killed; its server goes with it.
  process.once('SIGINT', () => void open.close().finally(() => process.exit(130)));
  try {
    const figures = await simulate(
      open.db,
      { day, reviewers, seed },
      acknowledged(asked.acknowledged),
      {
        say: (line) => console.log(line),
        progress: (span) => progressOver(span, process.stdout.isTTY === true),
      },
    );
    console.log(JSON.stringify(figures));
    const isSound =
      figures.handedOut === 0 && figures.itemsLost === 0 && figures.secondsMissing === 0;
    return isSound ? 0 : 1;
  } finally {
    await open.close();
  }
}
