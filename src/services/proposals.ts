import { type Change, isSamePlace, loosens } from '../domain/loosening.ts';
import type { PolicyEntry } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { log } from '../store/audit-log.ts';
import type { Db } from '../store/db.ts';
import { addEntries, currentPolicy, type Policy } from '../store/policies.ts';
import {
  addProposal,
  changesOf,
  keepEffect,
  lockProposal,
  moveProposal,
  type Proposal,
  sampledProposals,
} from '../store/proposals.ts';
import { databaseNow, type Tx, transaction } from '../store/rows.ts';
import { AlreadyDecided, Invalid, NotFound, SecondPersonNeeded, Stale } from './errors.ts';
import { completed, entriesFor } from './policy.ts';
import { type EffectAsked, effectOfChanges } from './policy-effect.ts';
import { parameters } from './rules-for.ts';

/** Of a larger floor somebody waits for a fair sample only; a job looks at the others. */
const SAMPLE = 500;

/** Rules changed by one proposal at the most: its effect is read by somebody. */
const MOST_CHANGES = 20;

/**
 * Proposes changes of the policy and computes what they would have meant, before anything changes: on
 * a large floor for a fair sample, which a job soon completes. Looks at no more people once the signal
 * says so. Returns its id. Throws Invalid.
 */
export async function proposePolicy(
  db: Db,
  proposed: readonly Change[],
  by: string,
  signal: AbortSignal,
): Promise<number> {
  if (proposed.length === 0 || proposed.length > MOST_CHANGES)
    throw new Invalid('changes', `propose 1 to ${MOST_CHANGES} changes`);
  const changes = await Promise.all(proposed.map((change) => completed(db, change)));
  if (changes.some((one, i) => changes.slice(0, i).some((other) => isSamePlace(one, other))))
    throw new Invalid('changes', 'one scope says one thing of a rule at a level');
  const kept = await effectNow(db, changes, { signal, most: SAMPLE });
  return transaction(db, async (tx) => {
    const id = await addProposal(tx, { ...kept, by, changes });
    await note(tx, 'propose-policy', id, { by, at: kept.at }, { changes });
    return id;
  });
}

/**
 * Computes a proposal's effect anew, beside the policy as it stands. An approval was given to the old
 * one and is taken back. Throws NotFound and AlreadyDecided.
 */
export async function renewEffect(
  db: Db,
  id: number,
  by: string,
  signal: AbortSignal,
): Promise<void> {
  const kept = await effectNow(db, await changesOf(db.pool, id), { signal, most: SAMPLE });
  await transaction(db, async (tx) => {
    await openProposal(tx, id);
    await keepEffect(tx, id, kept);
    await note(tx, 'renew-effect', id, { by, at: kept.at });
  });
}

async function effectNow(
  db: Db,
  changes: readonly Change[],
  asked: Pick<EffectAsked, 'signal' | 'most'>,
) {
  const policy = await currentPolicy(db);
  const at = await nowOf(db);
  const effect = await effectOfChanges(db, policy, changes, { ...asked, now: at });
  return { effect, version: policy.version, at };
}

/**
 * Computes the effects anew of which no more than a sample was looked at, of everybody, one after the
 * other; returns how many. What was approved or ended meanwhile is left as it was. Safe to run twice,
 * and after a crash in the middle.
 */
export async function completeEffects(db: Db): Promise<number> {
  let completed = 0;
  for (const id of await sampledProposals(db.pool)) {
    const changes = await changesOf(db.pool, id);
    const kept = await effectNow(db, changes, {});
    completed += await transaction(db, async (tx) => {
      const found = await lockProposal(tx, id);
      if (found?.state !== 'proposed') return 0;
      await keepEffect(tx, id, kept);
      await note(tx, 'complete-effect', id, { by: 'system', at: kept.at });
      return 1;
    });
  }
  return completed;
}

/** Approves what somebody else proposed. Throws NotFound, SecondPersonNeeded and AlreadyDecided. */
export async function approvePolicy(db: Db, id: number, by: string): Promise<void> {
  const at = await nowOf(db);
  await transaction(db, async (tx) => {
    const found = await openProposal(tx, id);
    if (found.by === by) throw new SecondPersonNeeded('somebody else must approve it');
    if (found.state === 'approved') throw new AlreadyDecided('it was approved before');
    await moveProposal(tx, id, 'approved', { by, at });
    await note(tx, 'approve-policy', id, { by, at });
  });
}

/** Withdraws a proposal that is not in force. Throws NotFound and AlreadyDecided. */
export async function withdrawProposal(db: Db, id: number, by: string): Promise<void> {
  const at = await nowOf(db);
  await transaction(db, async (tx) => {
    await openProposal(tx, id);
    await moveProposal(tx, id, 'withdrawn', { by, at });
    await note(tx, 'withdraw-proposal', id, { by, at });
  });
}

/**
 * Puts a proposal in force from an instant on, never before the commit (null: at once), which it
 * returns. What loosens a hard rule must have been approved. Throws NotFound, SecondPersonNeeded,
 * AlreadyDecided, and Stale when what it changes was changed after its effect was computed.
 */
export async function activatePolicy(
  db: Db,
  id: number,
  from: Instant | null,
  by: string,
): Promise<Instant> {
  let start = 0;
  await addEntries(
    db,
    async (policy, at, tx) => {
      start = Math.max(from ?? at, at);
      const found = await openProposal(tx, id);
      if (isStale(policy, found))
        throw new Stale('the policy has changed: ask for its effect anew');
      const isLooser = loosens(policy.entries, parameters, found.changes, start);
      if (isLooser && found.state !== 'approved')
        throw new SecondPersonNeeded('it loosens a hard rule: somebody else must approve it');
      await moveProposal(tx, id, 'activated', { by, at });
      await note(tx, 'activate-policy', id, { by, at }, { from: start });
      return found.changes
        .flatMap((change) => entriesFor(change, policy.entries, start))
        .map((entry) => ({ ...entry, proposal: id }));
    },
    { by, which: 'all' },
  );
  return start;
}

/** Whether a proposal would loosen a hard rule if it were put in force now. */
export async function wouldLoosen(db: Db, id: number): Promise<boolean> {
  const { entries } = await currentPolicy(db);
  return loosens(entries, parameters, await changesOf(db.pool, id), await nowOf(db));
}

/**
 * Whether one of its rules was changed since its effect was computed. What is decided for one person
 * alone changes it for them only, so that somebody's gradual start holds nothing up.
 */
function isStale({ entries }: Policy, { version, changes }: Proposal): boolean {
  const counts = ({ rule, scope }: PolicyEntry) =>
    changes.some(
      (change) =>
        change.rule === rule &&
        (scope.kind !== 'person' ||
          (change.scope.kind === 'person' && change.scope.id === scope.id)),
    );
  return entries.some((entry) => entry.version > version && counts(entry));
}

/** A proposal that nobody has activated or withdrawn, locked. */
async function openProposal(tx: Tx, id: number): Promise<Proposal> {
  const found = await lockProposal(tx, id);
  if (!found) throw new NotFound(`no proposal ${id}`);
  if (found.state === 'activated') throw new AlreadyDecided('it is in force');
  if (found.state === 'withdrawn') throw new AlreadyDecided('it was withdrawn');
  return found;
}

async function nowOf(db: Db): Promise<Instant> {
  return db.clock() ?? (await databaseNow(db.pool));
}

async function note(
  tx: Tx,
  action: string,
  id: number,
  { by: actor, at }: { readonly by: string; readonly at: Instant },
  detail: object = {},
): Promise<void> {
  await log(tx, { at, actor, action, subject: String(id), detail });
}
