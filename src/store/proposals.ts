import type { Change } from '../domain/loosening.ts';
import type { Level, Params, Scope } from '../domain/policy.ts';
import type { Instant } from '../domain/time.ts';
import { change, type Reader, rows, sql, type Tx, ts } from './rows.ts';

export const PROPOSAL_STATES = ['proposed', 'approved', 'activated', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

export interface Proposal {
  readonly id: number;
  readonly by: string;
  readonly state: ProposalState;
  readonly approvedBy: string | null;
  /** The version of the policy that its effect was computed beside. */
  readonly version: number;
  readonly changes: readonly Change[];
}

/** An effect as it is kept, and what it was computed beside. */
export interface KeptEffect {
  readonly effect: object;
  readonly version: number;
  readonly at: Instant;
}

/** Keeps a proposal with its effect; returns its id. */
export async function addProposal(
  tx: Tx,
  proposed: KeptEffect & { readonly by: string; readonly changes: readonly Change[] },
): Promise<number> {
  const { by, at, effect, version } = proposed;
  const [row] = await rows<{ id: number }>(
    tx,
    sql`insert into policy_proposals (proposed_by, proposed_at, state, policy_version, effect, effect_at)
      values (${by}, ${ts(at)}, 'proposed', ${version}, ${JSON.stringify(effect)}::jsonb, ${ts(at)})
      returning id`,
  );
  if (!row) throw new Error('a proposal was not kept');
  for (const [place, { rule, level, scope, params }] of proposed.changes.entries())
    await change(
      tx,
      sql`insert into proposed_changes (proposal_id, place, rule, level, scope, scope_id, params)
        values (${row.id}, ${place}, ${rule}, ${level}, ${scope.kind},
          ${'id' in scope ? scope.id : null}::int, ${JSON.stringify(params)}::jsonb)`,
    );
  return row.id;
}

type ChangeRow = {
  readonly rule: string;
  readonly level: Level;
  readonly kind: Scope['kind'];
  readonly id: number | null;
  readonly params: Params | null;
};

/** A proposal as it stands, locked until the transaction ends; null: there is none. */
export async function lockProposal(tx: Tx, id: number): Promise<Proposal | null> {
  const [found] = await rows<Omit<Proposal, 'changes'>>(
    tx,
    sql`select id, proposed_by as by, state, approved_by as "approvedBy", policy_version as version
      from policy_proposals where id = ${id} for update`,
  );
  return found ? { ...found, changes: await changesOf(tx, id) } : null;
}

/** What a proposal would change: said once, and never changed itself. */
export async function changesOf(db: Reader, id: number): Promise<readonly Change[]> {
  const found = await rows<ChangeRow>(
    db,
    sql`select rule, level, scope as kind, scope_id as id, params from proposed_changes
      where proposal_id = ${id} order by place`,
  );
  return found.map(({ kind, id: scopeId, ...own }) => {
    const scope: Scope =
      kind === 'organisation' || scopeId === null
        ? { kind: 'organisation' }
        : { kind, id: scopeId };
    return { ...own, scope };
  });
}

/** Keeps what became of a proposal, and who decided it. */
export async function moveProposal(
  tx: Tx,
  id: number,
  to: Exclude<ProposalState, 'proposed'>,
  { by, at }: { readonly by: string; readonly at: Instant },
): Promise<void> {
  const column =
    to === 'approved' ? sql`approved_by = ${by}, approved_at` : sql`ended_by = ${by}, ended_at`;
  await change(
    tx,
    sql`update policy_proposals set state = ${to}, ${column} = ${ts(at)} where id = ${id}`,
  );
}

/** A new effect takes back an approval, which was given to the old one. */
export async function keepEffect(tx: Tx, id: number, kept: KeptEffect): Promise<void> {
  await change(
    tx,
    sql`update policy_proposals set state = 'proposed', approved_by = null, approved_at = null,
      effect = ${JSON.stringify(kept.effect)}::jsonb, policy_version = ${kept.version},
      effect_at = ${ts(kept.at)} where id = ${id}`,
  );
}

/** Proposals that wait for an approval or for their date, of whose effect only a sample was looked at. */
export async function sampledProposals(db: Reader): Promise<readonly number[]> {
  const found = await rows<{ id: number }>(
    db,
    sql`select id from policy_proposals where state = 'proposed'
        and (effect ->> 'looked')::int < (effect ->> 'reached')::int order by id`,
  );
  return found.map(({ id }) => id);
}

/**
 * Who belongs to one of the scopes at an instant, in an order that has to do with nothing about
 * them, so that the first of them are a fair sample, the same each time.
 */
export async function reachedBy(
  db: Reader,
  scopes: readonly Scope[],
  at: Instant,
): Promise<readonly number[]> {
  const idsOf = (kind: Scope['kind']) =>
    scopes.flatMap((scope) => (scope.kind === kind && 'id' in scope ? [scope.id] : []));
  const isAll = scopes.some(({ kind }) => kind === 'organisation');
  const found = await rows<{ reviewer: number }>(
    db,
    sql`select reviewer from (
        select distinct on (reviewer_id) reviewer_id as reviewer, site_id, team_id
        from memberships where starts_at <= ${ts(at)} order by reviewer_id, starts_at desc) as m
      where ${isAll} or site_id = any(${idsOf('site')}::int[])
        or team_id = any(${idsOf('team')}::int[]) or reviewer = any(${idsOf('person')}::int[])
      order by md5(reviewer::text), reviewer`,
  );
  return found.map(({ reviewer }) => reviewer);
}

/** Whether a scope is somebody or something that is there. */
export async function scopeExists(db: Reader, scope: Scope): Promise<boolean> {
  if (scope.kind === 'organisation') return true;
  const found = await rows(
    db,
    sql`select 1 from sites where id = ${scope.id} and ${scope.kind} = 'site'
      union all select 1 from teams where id = ${scope.id} and ${scope.kind} = 'team'
      union all select 1 from reviewers where id = ${scope.id} and ${scope.kind} = 'person'`,
  );
  return found.length > 0;
}
