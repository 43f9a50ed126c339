import { formatOffset } from '../domain/local-time.ts';
import type { Db } from '../store/db.ts';
import { databaseNow } from '../store/rows.ts';
import { type DemoFloor, openDemoFloor, type Visitor } from './demo-floor.ts';
import { type Played, playFloor } from './play-live.ts';

/** A floor for whoever tries Respite: who they can be, what they should know, and how to end it. */
export interface Visit {
  readonly reviewer: Visitor | null;
  /** A sentence each. */
  readonly remarks: readonly string[];
  stop(): Promise<void>;
}

/** The same floor each time: a visitor who comes back finds what they left. */
const SEED = 1;

/**
 * Opens the bundled report's floor on an empty database and, unless told not to, plays everybody
 * but a handful in real time. Only for a database that belongs to a visitor.
 */
export async function openVisit(
  db: Db,
  wish: { readonly reviewers: number; readonly play: boolean; readonly log: Played['log'] },
): Promise<Visit> {
  const now = await databaseNow(db.pool);
  const demo = await openDemoFloor(db, { reviewers: wish.reviewers, seed: SEED, now });
  if (demo === null) {
    const remark = 'The floor in this database is not the bundled report, so nobody is played.';
    return { reviewer: null, remarks: [remark], stop: async () => {} };
  }
  const { floor, visitors } = demo;
  const remarks = remarksOn(demo, wish);
  if (!wish.play) return { reviewer: visitors[0] ?? null, remarks, stop: async () => {} };
  const except = visitors.map(({ id }) => id);
  const { stop } = await playFloor({ db, floor, seed: SEED, log: wish.log, except });
  return { reviewer: visitors[0] ?? null, remarks, stop };
}

function remarksOn(demo: DemoFloor, wish: { readonly play: boolean }): readonly string[] {
  const { floor, onShift, visitors } = demo;
  const people = floor.reviewers.length;
  return [
    `A floor of ${people} reviewers in ${floor.sites.length} sites, as TikTok's EU transparency report for January to June 2026 implies it; ${onShift} are on shift now.`,
    wish.play
      ? `EVERYBODY BUT ${visitors.length} IS PLAYED BY THIS PROCESS, and items arrive by themselves: nobody real is at work here. --no-play turns it off.`
      : 'Nobody is played and no items arrive by themselves: ingestItems brings them.',
    ...visitors.slice(0, 1).map((visitor) => whoYouAre(visitor, floor)),
  ];
}

function whoYouAre({ name, site, languages, shift }: Visitor, floor: DemoFloor['floor']): string {
  const zone = floor.sites.find((one) => one.name === site)?.zone ?? 'UTC';
  const speaks = languages.length > 0 ? `, speaks ${languages.join(' and ')}` : '';
  const works = shift
    ? `on shift from ${formatOffset(shift.start, zone)} to ${formatOffset(shift.end, zone)}`
    : 'without a shift';
  return `You can be ${name} (${site}${speaks}), ${works}: try claimNext with the reviewer's token.`;
}
