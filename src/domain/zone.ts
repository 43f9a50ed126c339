/** The zones that a person or a site may have. Only these reach the functions of local-time.ts. */
const PLACE = /^(?!Etc\/)[A-Za-z_]+\/[A-Za-z0-9_+/-]+$/;
const SUPPORTED = new Set(Intl.supportedValuesOf('timeZone'));
const accepted = new Map<string, string>();

/**
 * The platform's own name for an IANA zone, or null when it is none that a person can live in.
 * Links are accepted (Europe/Kyiv and Europe/Kiev are one). Refused: abbreviations and their kin
 * (EST, PST8PDT), fixed offsets (+05:00, Etc/GMT+5), because they do not follow the place's clock
 * changes; and UTC, because nobody lives there: it is what a forgotten setting looks like, and days
 * would silently end at the wrong hour.
 */
export function canonicalZone(name: string): string | null {
  const before = accepted.get(name);
  if (before) return before;
  const canonical = PLACE.test(name) ? platformName(name) : null;
  if (!canonical || !PLACE.test(canonical) || !SUPPORTED.has(canonical)) return null;
  accepted.set(name, canonical);
  return canonical;
}

/** Whether a person or a site may have this zone. */
export function isZone(name: string): boolean {
  return canonicalZone(name) !== null;
}

function platformName(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
