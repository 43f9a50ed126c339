import { Forbidden, Invalid } from '../src/services/errors.ts';
import type { Role } from '../src/services/viewer.ts';
import type { RequestContext } from './builder.ts';

/** Those who run the floor: who is there and what waits, nothing of what anybody saw. */
export const FLOOR = ['lead', 'admin', 'service'] as const satisfies readonly Role[];
/** Everybody but reviewers, who see only themselves. */
export const STAFF = [...FLOOR, 'wellbeing'] as const satisfies readonly Role[];

/** Nobody has this id. */
export const NOBODY = 0;

/** Whether the viewer has one of these roles. */
export function has({ viewer }: RequestContext, roles: readonly Role[]): boolean {
  return viewer !== null && roles.includes(viewer.role);
}

/** A filter of rows that belong to reviewers: all for these roles, else the viewer's own. */
export function owned(context: RequestContext, roles: readonly Role[]): { reviewerId?: number } {
  return has(context, roles) ? {} : { reviewerId: context.viewer?.reviewer ?? NOBODY };
}

/**
 * The reviewer a mutation acts for: reviewers act for themselves, a review tool for whom it names.
 * Throws Forbidden and Invalid.
 */
export function actsFor({ viewer }: RequestContext, named: number | null): number {
  if (viewer?.role === 'reviewer') {
    if (named !== null && named !== viewer.reviewer)
      throw new Forbidden('Reviewers act only for themselves.');
    return viewer.reviewer;
  }
  if (viewer?.role !== 'service')
    throw new Forbidden('Only reviewers and review tools may do this.');
  if (named === null) throw new Invalid('reviewer', 'name the reviewer you act for');
  return named;
}

/**
 * Whom a mutation of wellbeing staff's is about: whom they name; reviewers decide for themselves.
 * Throws Forbidden and Invalid.
 */
export function looksAfter(context: RequestContext, named: number | null): number {
  if (!has(context, ['wellbeing'])) return actsFor(context, named);
  if (named === null) throw new Invalid('reviewer', 'name the reviewer whom it is about');
  return named;
}

/** Whom a query is about: reviewers ask about themselves, wellbeing staff about whom they name. */
export function asksAbout({ viewer }: RequestContext, named: number | null): number {
  if (viewer?.role === 'reviewer')
    return named === null || named === viewer.reviewer ? viewer.reviewer : NOBODY;
  return named ?? NOBODY;
}
