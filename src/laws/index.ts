import type { LawEntry } from '../domain/policy.ts';
import { eu } from './eu.ts';
import type { LawFigure, LawPack } from './pack.ts';

const PACKS = { eu } as const satisfies Readonly<Record<string, LawPack>>;

export type Jurisdiction = keyof typeof PACKS;

/** Every jurisdiction whose law is kept here. */
export const JURISDICTIONS = Object.keys(PACKS).filter(isJurisdiction);

export function isJurisdiction(name: string): name is Jurisdiction {
  return Object.hasOwn(PACKS, name);
}

export function packOf(jurisdiction: Jurisdiction): LawPack {
  return PACKS[jurisdiction];
}

/** All that a jurisdiction says, with what it includes. Throws when it includes what is not kept. */
export function figuresOf(jurisdiction: Jurisdiction): readonly LawFigure[] {
  const { includes, figures } = packOf(jurisdiction);
  return [...includes.flatMap((name) => figuresOf(known(name))), ...figures];
}

const laws = new Map<Jurisdiction, readonly LawEntry[]>();

/**
 * What a site is held to by its law; by none without a jurisdiction. A figure that nobody has looked
 * up is only watched. Throws when the jurisdiction is not kept here: that is never 'no law'.
 */
export function lawOf(jurisdiction: string | null): readonly LawEntry[] {
  if (jurisdiction === null) return NO_LAW;
  const name = known(jurisdiction);
  const law = laws.get(name) ?? figuresOf(name).map(entryOf);
  laws.set(name, law);
  return law;
}

const NO_LAW: readonly LawEntry[] = [];

function entryOf({ rule, level, params, status }: LawFigure): LawEntry {
  return { rule, level: status === 'unconfirmed' ? 'watch' : level, params };
}

function known(name: string): Jurisdiction {
  if (isJurisdiction(name)) return name;
  throw new Error(`the law of "${name}" is not kept; there are ${JURISDICTIONS.join(', ')}`);
}
