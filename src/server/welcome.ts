import { ROLES, type Viewer } from '../services/viewer.ts';
import { issueToken } from './tokens.ts';

export interface Welcome {
  readonly url: string;
  readonly secret: string;
  /** The reviewer a visitor can be; null while there is none. */
  readonly reviewer: { readonly id: number; readonly name: string } | null;
  /** What else a visitor should know, a sentence a line. */
  readonly remarks: readonly string[];
}

const LASTS = '30d';

/** Where to look, and a token for each role: only for the database that belongs to a visitor. */
export async function welcome({ url, secret, reviewer, remarks }: Welcome): Promise<string> {
  const viewers = ROLES.flatMap((role): Viewer[] => {
    if (role !== 'reviewer') return [{ role, reviewer: null, name: `the ${role}` }];
    return reviewer === null ? [] : [{ role, reviewer: reviewer.id, name: reviewer.name }];
  });
  const tokens = await Promise.all(
    viewers.map(async (viewer) => {
      const who = viewer.role === 'reviewer' ? `reviewer ${viewer.name}` : viewer.role;
      return `  ${who}\n  { "Authorization": "Bearer ${await issueToken(viewer, secret, LASTS)}" }\n`;
    }),
  );
  return [
    '',
    `Respite is at ${url}/graphql (open it in a browser)`,
    ...remarks.map((remark) => `! ${remark}`),
    '',
    `Anybody with one of these tokens is let in for ${LASTS}. Paste one into Headers:`,
    '',
    ...tokens,
  ].join('\n');
}
