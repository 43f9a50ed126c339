import type { Db } from '../store/db.ts';

export const STAFF_ROLES = ['lead', 'wellbeing', 'admin', 'service'] as const;
export const ROLES = ['reviewer', ...STAFF_ROLES] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];
export type Role = (typeof ROLES)[number];

/** Who acts when nobody asked: no token may speak in their name. */
export const RESERVED_NAMES: readonly string[] = ['audit', 'system'];

/** Who asks, as their token says. A reviewer is always somebody; the others are an office. */
export type Viewer =
  | { readonly role: 'reviewer'; readonly reviewer: number; readonly name: string }
  | { readonly role: StaffRole; readonly reviewer: null; readonly name: string };

/** What every resolver is given: who asks (null: nobody we know) and the open database. */
export interface RequestContext {
  readonly viewer: Viewer | null;
  readonly db: Db;
}
