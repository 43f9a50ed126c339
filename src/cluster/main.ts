/** `npm run cluster`: several replicas of the service on one PostgreSQL, until told to stop. */
import '../server/utc.ts';
import { issueToken } from '../server/tokens.ts';
import { openDemoFloor } from '../simulation/demo-floor.ts';
import { databaseNow } from '../store/rows.ts';
import { openCluster } from './cluster.ts';
import { type ChaosFlags, readClusterFlags } from './flags.ts';

const flags = readClusterFlags('cluster', process.argv.slice(2));
if (flags.kind === 'wrong') {
  console.error(flags.sentence);
  process.exitCode = 2;
} else await run(flags.value);

async function run(asked: ChaosFlags): Promise<void> {
  const cluster = await openCluster(
    { ...asked, ended: (how) => console.error(how) },
    async (db) => {
      const now = await databaseNow(db.pool);
      await openDemoFloor(db, { reviewers: asked.reviewers, seed: asked.seed, now });
    },
  );
  for (const { name, address } of cluster.replicas) console.log(`${name} ${address}/graphql`);
  for (const role of ['lead', 'wellbeing', 'service', 'admin'] as const) {
    const token = await issueToken({ role, reviewer: null, name: role }, cluster.secret, '12h');
    console.log(`${role}: ${token}`);
  }
  console.log(`The replicas' logs are in ${asked.folder}. Ctrl-C stops all.`);
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void cluster.stop().finally(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}
