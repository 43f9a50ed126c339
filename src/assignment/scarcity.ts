/** How many people can take work in a language; work that needs none is anybody's. */
export type Speakers = (language: string | null) => number;

/**
 * Counts the speakers of each language among those at hand, or takes the numbers given (of
 * everybody on shift), which also tell one person alone which of their languages is rare.
 */
export function speakersOf(
  people: readonly { readonly languages: readonly string[] }[],
  given: ReadonlyMap<string, number> | null,
): Speakers {
  const counts = new Map<string, number>();
  for (const { languages } of people)
    for (const language of new Set(languages))
      counts.set(language, (counts.get(language) ?? 0) + 1);
  return (language) =>
    language === null ? Infinity : (given?.get(language) ?? counts.get(language) ?? 0);
}

/** The work still waiting, by language, as it is taken. */
export interface Demand {
  taken(language: string | null): void;
  /** Speakers of the rarest language of these that waiting work needs; Infinity if none does. */
  rarest(languages: readonly string[]): number;
}

export function demandOf(
  waiting: readonly { readonly language: string | null }[],
  speakers: Speakers,
): Demand {
  const left = new Map<string, number>();
  for (const { language } of waiting)
    if (language !== null) left.set(language, (left.get(language) ?? 0) + 1);
  return {
    taken(language) {
      if (language !== null) left.set(language, (left.get(language) ?? 0) - 1);
    },
    rarest(languages) {
      const needed = languages.filter((language) => (left.get(language) ?? 0) > 0);
      return Math.min(Infinity, ...needed.map(speakers));
    },
  };
}
