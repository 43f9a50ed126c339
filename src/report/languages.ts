/**
 * The 24 official EU languages by ISO 639-1 code: the English name, then the country-like codes
 * that filers write instead of the language's own.
 */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  bg: ['Bulgarian'],
  hr: ['Croatian'],
  cs: ['Czech', 'CZ'],
  da: ['Danish', 'DK'],
  nl: ['Dutch'],
  en: ['English', 'GB', 'UK'],
  et: ['Estonian', 'EE'],
  fi: ['Finnish'],
  fr: ['French'],
  de: ['German'],
  el: ['Greek', 'GR'],
  hu: ['Hungarian'],
  ga: ['Irish', 'IE'],
  it: ['Italian'],
  lv: ['Latvian'],
  lt: ['Lithuanian'],
  mt: ['Maltese'],
  pl: ['Polish'],
  pt: ['Portuguese'],
  ro: ['Romanian'],
  sk: ['Slovak'],
  sl: ['Slovenian', 'SI'],
  es: ['Spanish'],
  sv: ['Swedish', 'SE'],
};

const BY_WORD = new Map(
  Object.entries(LANGUAGES).flatMap(([code, words]) =>
    [code, ...words].map((word) => [word.toLowerCase(), code] as const),
  ),
);

/** The ISO 639-1 code of an official EU language's name or code as filers write it, or null. */
export function languageOf(word: string): string | null {
  return BY_WORD.get(word.trim().toLowerCase()) ?? null;
}
