import { CATEGORIES, CATEGORY_CODES, type Category } from '../domain/category.ts';
import {
  CONSENT_RATES,
  OFFICES,
  SECOND_LANGUAGE_SHARE,
  TAKES_ESCALATIONS_SHARE,
  TEAM_SIZE,
} from './assumptions.ts';
import { apportion, seeded, shuffled } from './random.ts';
import type { Report } from './report.ts';

export interface FloorTeam {
  readonly name: string;
  readonly site: string;
}

export interface FloorReviewer {
  readonly externalId: string;
  /** Plainly artificial: nobody's. */
  readonly name: string;
  /** ISO 639-1 codes; none: only work that needs no language in particular. */
  readonly languages: readonly string[];
  readonly site: string;
  readonly team: string;
  /** The categories that they agreed to see, be it severe. */
  readonly consents: readonly Category[];
  readonly takesEscalations: boolean;
}

/**
 * As many invented reviewers as asked for, in the report's proportions: each language has its
 * scaled count of speakers, rounded, a speaker of two being one of each; a language that rounds to
 * none is spoken by nobody. Deterministic in the seed.
 */
export function reviewersOf(
  moderators: Report['moderators'],
  count: number,
  seed: number,
): readonly FloorReviewer[] {
  const languages = shuffled(seeded(seed, 'who'), spokenBy(moderators, count, seed));
  const sites = apportion(
    count,
    OFFICES.map(({ share }) => share),
  ).flatMap((people, i) => seatsAt(OFFICES[i]?.name ?? '', people));
  const seats = shuffled(seeded(seed, 'seats'), sites);
  const digits = Math.max(4, String(count).length);
  return seats.map((seat, i) => {
    const number = String(i + 1).padStart(digits, '0');
    const externalId = `reviewer-${number}`;
    return {
      externalId,
      name: `Reviewer ${number}`,
      languages: languages[i] ?? [],
      site: seat.site,
      team: seat.name,
      consents: consentsOf(seeded(seed, 'consents', externalId)),
      takesEscalations: i % Math.round(1 / TAKES_ESCALATIONS_SHARE) === 0,
    };
  });
}

function seatsAt(site: string, people: number): readonly FloorTeam[] {
  const teams = Math.max(1, Math.round(people / TEAM_SIZE));
  return Array.from({ length: people }, (_, i) => ({ name: `${site} ${(i % teams) + 1}`, site }));
}

/** One list of languages a person: first everybody one, then the rest as second languages. */
function spokenBy(
  moderators: Report['moderators'],
  count: number,
  seed: number,
): readonly (readonly string[])[] {
  const speakers = [...moderators.byLanguage].flatMap(([language, n]) =>
    Array.from({ length: Math.round((n * count) / moderators.total) }, () => language),
  );
  const speaking = Math.min(count, Math.ceil(speakers.length / (1 + SECOND_LANGUAGE_SHARE)));
  const order = shuffled(seeded(seed, 'languages'), speakers);
  const people: string[][] = Array.from({ length: count }, () => []);
  for (const [i, language] of order.entries())
    if (i < speaking) people[i]?.push(language);
    else nextFor(language, people)?.push(language);
  return people;
}

/** Whoever speaks one other language; failing that, whoever speaks the fewest without this one. */
function nextFor(language: string, people: readonly string[][]): string[] | undefined {
  return (
    people.find((own) => own.length === 1 && own[0] !== language) ??
    people.filter((own) => !own.includes(language)).toSorted((a, b) => a.length - b.length)[0]
  );
}

function consentsOf(random: () => number): readonly Category[] {
  const isOptIn = (category: Category) => CATEGORIES[category].asked === 'opt-in';
  const others = CATEGORY_CODES.filter((category) => !isOptIn(category));
  return [...CATEGORY_CODES.filter(isOptIn), ...others].filter((category) => {
    const rate = CONSENT_RATES[category];
    return rate !== undefined && random() < rate;
  });
}
