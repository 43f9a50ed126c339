import type { LawEntry, Level } from '../domain/policy.ts';
import { california } from './california.ts';
import { eu } from './eu.ts';
import { france } from './france.ts';
import { germany } from './germany.ts';
import { indonesia } from './indonesia.ts';
import { ireland } from './ireland.ts';
import { japan } from './japan.ts';
import { korea } from './korea.ts';
import { newYork } from './new-york.ts';
import type { LawFigure, LawPack } from './pack.ts';
import { singapore } from './singapore.ts';
import { uae } from './uae.ts';
import { uk } from './uk.ts';

const PACKS = {
  eu,
  california,
  'new-york': newYork,
  uk,
  ireland,
  france,
  germany,
  uae,
  indonesia,
  singapore,
  korea,
  japan,
} as const satisfies Readonly<Record<string, LawPack>>;

export type Jurisdiction = keyof typeof PACKS;

/** Every jurisdiction whose law is kept here. */
export const JURISDICTIONS = Object.keys(PACKS).filter(isJurisdiction);

export function isJurisdiction(name: string): name is Jurisdiction {
  return Object.hasOwn(PACKS, name);
}

export function packOf(jurisdiction: Jurisdiction): LawPack {
  return PACKS[jurisdiction];
}

/** A figure, and whose it is. */
export interface OwnedFigure extends LawFigure {
  readonly jurisdiction: Jurisdiction;
}

/** All that holds in a jurisdiction, what it includes first. Throws when that is not kept. */
export function figuresOf(jurisdiction: Jurisdiction): readonly OwnedFigure[] {
  const { includes, figures } = packOf(jurisdiction);
  const included = includes.flatMap((name) => figuresOf(known(name)));
  return [...included, ...figures.map((figure) => ({ ...figure, jurisdiction }))];
}

/** How a figure is held: one that nobody has looked up is only watched. */
export function levelOf({ level, status }: LawFigure): Level {
  return status === 'unconfirmed' ? 'watch' : level;
}

const laws = new Map<Jurisdiction, readonly LawEntry[]>();

/**
 * What a site is held to by its law: to nothing without a jurisdiction. Throws when the jurisdiction
 * is not kept here: that is never 'no law'.
 */
export function lawOf(jurisdiction: string | null): readonly LawEntry[] {
  if (jurisdiction === null) return NO_LAW;
  const name = known(jurisdiction);
  const law = laws.get(name) ?? figuresOf(name).map(entryOf);
  laws.set(name, law);
  return law;
}

const NO_LAW: readonly LawEntry[] = [];

function entryOf(figure: LawFigure): LawEntry {
  return { rule: figure.rule, level: levelOf(figure), params: figure.params };
}

function known(name: string): Jurisdiction {
  if (isJurisdiction(name)) return name;
  throw new Error(`the law of "${name}" is not kept; there are ${JURISDICTIONS.join(', ')}`);
}
