import { SECOND } from '../domain/time.ts';
import type { Clock, Db } from '../store/db.ts';
import { NotFound } from './errors.ts';
import { decideTogether } from './seat.ts';

/** One person's request that waits to be decided with others. */
interface Asked {
  readonly reviewer: number;
  readonly decide: (db: Db) => Promise<unknown>;
  readonly answer: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
}

/** The requests to one process, as they came. */
interface Line {
  readonly waiting: Set<Asked>;
  /** Whoever is being decided about: their next request waits, so that theirs stay in order. */
  readonly deciding: Set<number>;
  batches: number;
}

/**
 * While one batch waits for the database the other decides. More would only make batches smaller:
 * the deciding is done by one thread.
 */
const BATCHES = 2;

/** So many people at most are locked together, and one bad request holds up no more than these. */
const MOST = 256;

/** So long everybody waits at most for one whose ledger somebody else has locked (no published figure). */
const PATIENCE = SECOND;

/** By connections and clock: what is decided together is decided at one instant. */
const lines = new WeakMap<Db['pool'], WeakMap<Clock, Line>>();

/**
 * Decides one person's request in one transaction with whatever else came in the meantime. Nobody
 * waits for company: who comes when nothing is under way is decided at once, and what comes while
 * batches are under way is the next one. Within a transaction that has begun it is decided there.
 */
export function together<Result>(
  db: Db,
  reviewer: number,
  decide: (db: Db) => Promise<Result>,
): Promise<Result> {
  if (db.within) return decide(db);
  const line = lineOf(db);
  return new Promise<Result>((answer, fail) => {
    const asked: Asked = { reviewer, decide, answer: (result) => answer(result as Result), fail };
    line.waiting.add(asked);
    // What came in the same turn of the process goes along.
    if (line.batches < BATCHES) setImmediate(() => begin(db, line));
  });
}

function lineOf(db: Db): Line {
  const byClock = lines.get(db.pool) ?? new WeakMap<Clock, Line>();
  lines.set(db.pool, byClock);
  const line = byClock.get(db.clock) ?? { waiting: new Set(), deciding: new Set(), batches: 0 };
  byClock.set(db.clock, line);
  return line;
}

function begin(db: Db, line: Line): void {
  while (line.batches < BATCHES) {
    const batch = nextOf(line);
    if (batch.length === 0) return;
    line.batches++;
    void serve(db, batch).finally(() => {
      for (const { reviewer } of batch) line.deciding.delete(reviewer);
      line.batches--;
      begin(db, line);
    });
  }
}

/** The longest waiting, each person once. */
function nextOf(line: Line): readonly Asked[] {
  const batch: Asked[] = [];
  for (const asked of line.waiting) {
    if (batch.length === MOST) break;
    if (line.deciding.has(asked.reviewer)) continue;
    line.deciding.add(asked.reviewer);
    line.waiting.delete(asked);
    batch.push(asked);
  }
  return batch;
}

/** Answers each of a batch. If it fails, nothing of it was kept, and each is decided alone. */
async function serve(db: Db, batch: readonly Asked[]): Promise<void> {
  const [first, second] = batch;
  if (first && !second) return alone(db, first);
  try {
    const reviewers = batch.map(({ reviewer }) => reviewer);
    const decide = (joined: Db) => decideAll(joined, batch);
    const results = await decideTogether(db, reviewers, decide, PATIENCE);
    // Only what was committed is told.
    batch.forEach((asked, i) => {
      const result = results[i];
      if (result?.status === 'fulfilled') asked.answer(result.value);
      else asked.fail(result?.reason);
    });
  } catch {
    await Promise.all(batch.map((asked) => alone(db, asked)));
  }
}

async function decideAll(joined: Db, batch: readonly Asked[]) {
  // All have ended before the transaction does, also when one of them fails.
  const results = await Promise.allSettled(batch.map(({ decide }) => decide(joined)));
  for (const result of results)
    if (result.status === 'rejected' && !isAnswer(result.reason)) throw result.reason;
  return results;
}

/** Whoever does not exist has no ledger, so nothing was written for them: the others may go on. */
function isAnswer(error: unknown): boolean {
  return error instanceof NotFound;
}

async function alone(db: Db, { decide, answer, fail }: Asked): Promise<void> {
  await decide(db).then(answer, fail);
}
