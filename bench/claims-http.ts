/**
 * Claims and completions over HTTP and GraphQL, with real tokens, beside the same server answering
 * `{ __typename }`; and what one takes at 500 claims a second.
 */
import { schema } from '../schema/index.ts';
import { buildApp } from '../src/server/app.ts';
import { listen } from '../src/server/listen.ts';
import { createLog } from '../src/server/log.ts';
import { closeServer } from '../src/server/shutdown.ts';
import { issueToken } from '../src/server/tokens.ts';
import { openBench } from './claims/floor.ts';
import { type Asked, asked } from './claims/http.ts';
import { ours } from './claims/ours.ts';
import { rounded } from './median.ts';

const SECRET = 'a-secret-that-is-long-enough-for-hs256';

/** The rate of issue 5, a second. */
const STEADY = 500;

/**
 * Words: reviewers (10000), waiting items (500000), seconds of each (10), exposures in the ledger
 * (1000000), callers at once (256).
 */
export async function bench(words: readonly string[]): Promise<object> {
  const [
    reviewers = 10_000,
    waiting = 500_000,
    seconds = 10,
    exposures = 1_000_000,
    callers = 256,
  ] = words.map(Number);
  const floor = await openBench({ reviewers, waiting, exposures });
  const app = buildApp({
    db: floor.db,
    schema,
    secret: SECRET,
    isProduction: true,
    log: createLog('fatal'),
    ready: async () => ({ process: 'ok' }),
  });
  const { server, url } = await listen(app, '127.0.0.1', 0);
  try {
    await ours(floor, callers, (done) => done >= reviewers);
    const service = { role: 'service', reviewer: null, name: 'bench' } as const;
    const common = {
      url: `${url.replace(/\/$/, '').replace(/\/graphql$/, '')}/graphql`,
      token: await issueToken(service, SECRET, '1h'),
      reviewers: floor.reviewers,
      ...{ callers, seconds },
    };
    const ask = (what: Asked['what'], perSecond: number | null) =>
      asked({ ...common, what, perSecond });
    // Once each to warm up.
    await ask('typename', null);
    const typename = await ask('typename', null);
    await ask('claims', null);
    const claims = await ask('claims', null);
    const steady = await ask('claims', STEADY);
    console.table({ typename, claims, [`${STEADY} claims a second`]: steady });
    const both = (took: typeof claims) => ({
      claims: rounded(took.perSecond),
      requests: rounded(took.requests),
      p50: rounded(took.p50),
      p99: rounded(took.p99),
      others: took.others,
    });
    return {
      unit: 'requests a second',
      ...{ reviewers, waiting, exposures, callers },
      ours: rounded(claims.requests),
      typename: rounded(typename.requests),
      share: rounded(claims.requests / typename.requests),
      asFastAsItGoes: both(claims),
      steady: both(steady),
    };
  } finally {
    await closeServer(server, 1_000);
    await floor.close();
  }
}
