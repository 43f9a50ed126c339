import type { Instant } from '../domain/time.ts';
import { change, type Reader, sql, ts } from './rows.ts';

/** Something that was done which staff must be able to answer for. Never what a person saw. */
export interface Deed {
  readonly at: Instant;
  /** Who: a token's name, or 'system'. */
  readonly actor: string;
  /** The verb, as the service is named: 'change-policy'. */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  readonly detail: object;
}

/** Adds to the audit log, in the transaction of the deed itself. */
export async function log(tx: Reader, deed: Deed): Promise<void> {
  await change(
    tx,
    sql`insert into audit_log (at, actor, action, subject, detail) values (${ts(deed.at)},
      ${deed.actor}, ${deed.action}, ${deed.subject}, ${JSON.stringify(deed.detail)}::jsonb)`,
  );
}
