// biome-ignore-all lint/style/noExcessiveLinesPerFile: all assumptions are in one place, so that they can be judged together.
/**
 * Every number of a floor that a transparency report does not give, each with its why. None of them
 * is measured: they are chosen to be plausible, and to be changed here by who knows better.
 */
import type { Category, Severity } from '../domain/category.ts';
import type { Counts } from './report.ts';

/**
 * Which category a keyword's items are. After the mapping of the taxonomy; beyond it: incitement of
 * any kind reads like hate, and what the filer's own descriptions show to be harmless to look at
 * (accounts of people under the minimum age, defamation, sale of animals) is LOW_HARM.
 */
export const CATEGORY_BY_KEYWORD: Readonly<Record<string, Category>> = {
  CHILD_SEXUAL_ABUSE_MATERIAL: 'CSAM',
  CHILD_SEXUAL_ABUSE_MATERIAL_DEEPFAKE: 'CSAM',
  GROOMING_SEXUAL_ENTICEMENT_MINORS: 'CHILD_GROOMING',
  UNSAFE_CHALLENGES: 'DANGEROUS_ACTS',
  AGE_SPECIFIC_RESTRICTIONS_MINORS: 'LOW_HARM',
  TERRORIST_CONTENT: 'TERRORISM_EXTREMISM',
  ILLEGAL_ORGANIZATIONS: 'TERRORISM_EXTREMISM',
  RISK_ENVIRONMENTAL_DAMAGE: 'LOW_HARM',
  RISK_PUBLIC_HEALTH: 'LOW_HARM',
  SUICIDE: 'SUICIDE_SELF_HARM',
  SELF_MUTILATION: 'SUICIDE_SELF_HARM',
  CONTENT_PROMOTING_EATING_DISORDERS: 'EATING_DISORDER',
  NON_CONSENSUAL_IMAGE_SHARING: 'SEXUAL_VIOLENCE_NCII',
  NON_CONSENSUAL_IMAGE_SHARING_AGAINST_WOMEN: 'SEXUAL_VIOLENCE_NCII',
  NON_CONSENSUAL_MATERIAL_DEEPFAKE: 'SEXUAL_VIOLENCE_NCII',
  NON_CONSENSUAL_MATERIAL_DEEPFAKE_AGAINST_WOMEN: 'SEXUAL_VIOLENCE_NCII',
  UNLAWFUL_SALE_ANIMALS: 'LOW_HARM',
  HUMAN_EXPLOITATION: 'EXPLOITATION_TRAFFICKING',
  HUMAN_TRAFFICKING: 'EXPLOITATION_TRAFFICKING',
  TRAFFICKING_WOMEN_GIRLS: 'EXPLOITATION_TRAFFICKING',
  INCITEMENT_VIOLENCE_HATRED: 'HATE_INCITEMENT',
  CYBER_INCITEMENT: 'HATE_INCITEMENT',
  INCITEMENT_AGAINST_WOMEN: 'HATE_INCITEMENT',
  COORDINATED_HARM: 'HATE_INCITEMENT',
  DEFAMATION: 'LOW_HARM',
  ADULT_SEXUAL_MATERIAL: 'ADULT_SEXUAL',
  NUDITY: 'ADULT_SEXUAL',
};

/**
 * The category of keywords without a line above, KEYWORD_OTHER among them, and of what a DSA
 * category counts beyond its keywords: the worst that belongs there, so that nobody sees it without
 * having agreed (of VIOLENCE it is gore, which has no keyword). Not listed: LOW_HARM.
 */
export const CATEGORY_OTHERWISE: Readonly<Record<string, Category>> = {
  ANIMAL_WELFARE: 'ANIMAL_CRUELTY',
  CYBER_VIOLENCE: 'HARASSMENT_THREATS',
  CYBER_VIOLENCE_AGAINST_WOMEN: 'HARASSMENT_THREATS',
  ILLEGAL_OR_HARMFUL_SPEECH: 'HATE_INCITEMENT',
  PROTECTION_OF_MINORS: 'CSAM',
  RISK_FOR_PUBLIC_SECURITY: 'TERRORISM_EXTREMISM',
  SELF_HARM: 'SUICIDE_SELF_HARM',
  VIOLENCE: 'GRAPHIC_VIOLENCE',
};

/**
 * Where measures go that the TOTAL counts and no category does. In the bundled report they are
 * 77,968,202, exactly its demotions and account terminations: what the platform's own rules on
 * feeds and accounts hide is mostly harmless.
 */
export const UNCATEGORISED: Category = 'LOW_HARM';

/**
 * Complaints come without a category: they are spread as these counts are, automated measures
 * included, because people complain of what was done to them, whoever decided it.
 */
export const COMPLAINTS_FOLLOW = 'measures' satisfies keyof Counts;

/**
 * The part of each category that needs no language: pictures, dances, accounts. The rest is shared
 * out among the languages in proportion to their speakers, as a platform would staff by its demand.
 */
export const LANGUAGE_FREE_SHARE = 0.35;

/** Below this many items a day a language's queue is joined to the one that needs no language. */
export const SMALLEST_QUEUE_A_DAY = 1;

/** Of people with a language, how many have a second; most EU floors pair one with English. */
export const SECOND_LANGUAGE_SHARE = 0.15;

export const MEDIA = ['video', 'image', 'text', 'audio', 'live'] as const;
export type Media = (typeof MEDIA)[number];

interface MediaShare {
  readonly media: Media;
  readonly share: number;
  /** Times the category's seconds. */
  readonly handling: number;
}

/** A video platform's mix; live streams take longest, comments and captions least. */
export const MEDIA_MIX: readonly [MediaShare, ...MediaShare[]] = [
  { media: 'video', share: 0.62, handling: 1.17 },
  { media: 'text', share: 0.24, handling: 0.5 },
  { media: 'image', share: 0.09, handling: 0.6 },
  { media: 'live', share: 0.03, handling: 2.5 },
  { media: 'audio', share: 0.02, handling: 1.25 },
];

/**
 * Seconds at an item, over all media: more where context decides (hate, harassment) or law asks for
 * a report (CSAM, terrorism). The report implies about 150 looked-at items a head and calendar day,
 * 210 a day worked, so LOW_HARM's seconds are set for the scaled demand to be about 85 % of what
 * the reviewers on shift can do: a floor with more than that drowns, with much less it idles.
 */
export const HANDLE_SECONDS: Readonly<Record<Category, number>> = {
  CSAM: 120,
  CHILD_GROOMING: 150,
  GRAPHIC_VIOLENCE: 90,
  TERRORISM_EXTREMISM: 150,
  SUICIDE_SELF_HARM: 120,
  EATING_DISORDER: 100,
  SEXUAL_VIOLENCE_NCII: 120,
  ANIMAL_CRUELTY: 90,
  EXPLOITATION_TRAFFICKING: 150,
  HATE_INCITEMENT: 120,
  HARASSMENT_THREATS: 110,
  ADULT_SEXUAL: 75,
  DANGEROUS_ACTS: 80,
  LOW_HARM: 90,
};

/** How far an item's own seconds stray from the expected: a log-normal spread, and its bounds. */
export const HANDLE_SPREAD = { sigma: 0.6, least: 4, most: 900 } as const;

/** Of a shift's minutes, those at items: 8 h less a 30 min meal, then 50 of every 60 minutes. */
export const PRODUCTIVE_SHARE = 0.78;

/** The report's hours are a median, so half took longer; due times give that much room. */
export const DUE_PER_MEDIAN = 2;

/** Due where the report gives no median at all: a day, as for any notice without urgency. */
export const DUE_HOURS_OTHERWISE = 24;

/** People in the EU look at their phones by this clock; most of them share it. */
export const DEMAND_ZONE = 'Europe/Brussels';

/** Items by local hour, midnight first: least at 4, a first hump at noon, most at 20 to 22. */
export const HOURLY_WEIGHTS = [
  30, 20, 13, 9, 7, 9, 16, 28, 36, 39, 41, 44, 50, 49, 46, 48, 54, 60, 66, 73, 80, 82, 71, 49,
] as const;

interface Office {
  readonly name: string;
  readonly zone: string;
  /** Whose law holds there. */
  readonly jurisdiction: string;
  readonly share: number;
}

/**
 * Where the EU's moderators sit: mostly in Europe, for its languages; the rest follows the sun, so
 * that its nights are somebody's day. San Jose is taken for the one in California.
 */
export const OFFICES: readonly [Office, ...Office[]] = [
  { name: 'Dublin', zone: 'Europe/Dublin', jurisdiction: 'ireland', share: 0.2 },
  { name: 'Berlin', zone: 'Europe/Berlin', jurisdiction: 'germany', share: 0.17 },
  { name: 'London', zone: 'Europe/London', jurisdiction: 'uk', share: 0.13 },
  { name: 'Paris', zone: 'Europe/Paris', jurisdiction: 'france', share: 0.12 },
  { name: 'Singapore', zone: 'Asia/Singapore', jurisdiction: 'singapore', share: 0.08 },
  { name: 'Dubai', zone: 'Asia/Dubai', jurisdiction: 'uae', share: 0.07 },
  { name: 'New York', zone: 'America/New_York', jurisdiction: 'new-york', share: 0.06 },
  { name: 'Los Angeles', zone: 'America/Los_Angeles', jurisdiction: 'california', share: 0.05 },
  { name: 'Jakarta', zone: 'Asia/Jakarta', jurisdiction: 'indonesia', share: 0.05 },
  { name: 'San Jose', zone: 'America/Los_Angeles', jurisdiction: 'california', share: 0.03 },
  { name: 'Seoul', zone: 'Asia/Seoul', jurisdiction: 'korea', share: 0.02 },
  { name: 'Tokyo', zone: 'Asia/Tokyo', jurisdiction: 'japan', share: 0.02 },
];

/** People whom one lead can know by name. */
export const TEAM_SIZE = 20;

interface ShiftKind {
  readonly name: string;
  readonly share: number;
  /** Wall clock of the site; an end before the start is the next date's. */
  readonly from: string;
  readonly to: string;
}

/** Eight hours each; nights are few, because other offices have their day then. */
export const SHIFT_KINDS: readonly [ShiftKind, ...ShiftKind[]] = [
  { name: 'early', share: 0.3, from: '06:00:00', to: '14:00:00' },
  { name: 'day', share: 0.25, from: '09:00:00', to: '17:00:00' },
  { name: 'late', share: 0.35, from: '14:00:00', to: '22:00:00' },
  { name: 'night', share: 0.1, from: '22:00:00', to: '06:00:00' },
];

/** Two days off in a row, a seventh of the people from each weekday: items arrive on all days alike. */
export const DAYS_OFF_A_WEEK = 2;

/**
 * Of all reviewers, who agreed to see a category, be it severe. The worse, the fewer. Those that need
 * no asking at their usual severity are asked about too: now and then an item of theirs is severe, or
 * a severe item is about them as well.
 */
export const CONSENT_RATES: Readonly<Partial<Record<Category, number>>> = {
  CSAM: 0.3,
  CHILD_GROOMING: 0.4,
  GRAPHIC_VIOLENCE: 0.55,
  TERRORISM_EXTREMISM: 0.5,
  SUICIDE_SELF_HARM: 0.5,
  SEXUAL_VIOLENCE_NCII: 0.45,
  ANIMAL_CRUELTY: 0.55,
  EXPLOITATION_TRAFFICKING: 0.65,
  HATE_INCITEMENT: 0.7,
  EATING_DISORDER: 0.75,
  ADULT_SEXUAL: 0.8,
  HARASSMENT_THREATS: 0.85,
};

interface SeverityStep {
  readonly step: number;
  readonly share: number;
}

/** How an item's severity lies around its category's: mostly there, rather milder than worse. */
export const SEVERITY_STEPS: readonly [SeverityStep, ...SeverityStep[]] = [
  { step: 0, share: 0.72 },
  { step: -1, share: 0.2 },
  { step: 1, share: 0.08 },
];

/** Items that arrive without a severity: classifiers abstain, and users' notices never grade. */
export const SEVERITY_UNKNOWN_SHARE = 0.1;

/** Items whose announced severity is one off what the reviewer then sees, either way alike. */
export const CORRECTED_SHARE = 0.03;

interface Companion {
  readonly category: Category;
  readonly share: number;
}

/** What else an item of a category sometimes is. Not listed: nothing else. */
export const SECOND_CATEGORIES: Readonly<Partial<Record<Category, Companion>>> = {
  CSAM: { category: 'CHILD_GROOMING', share: 0.08 },
  GRAPHIC_VIOLENCE: { category: 'TERRORISM_EXTREMISM', share: 0.08 },
  TERRORISM_EXTREMISM: { category: 'HATE_INCITEMENT', share: 0.2 },
  SUICIDE_SELF_HARM: { category: 'EATING_DISORDER', share: 0.05 },
  EATING_DISORDER: { category: 'SUICIDE_SELF_HARM', share: 0.08 },
  SEXUAL_VIOLENCE_NCII: { category: 'ADULT_SEXUAL', share: 0.25 },
  HATE_INCITEMENT: { category: 'HARASSMENT_THREATS', share: 0.15 },
  HARASSMENT_THREATS: { category: 'HATE_INCITEMENT', share: 0.1 },
  LOW_HARM: { category: 'ADULT_SEXUAL', share: 0.01 },
};

/** Reviewers to whom others pass up what they do not want to decide alone. */
export const TAKES_ESCALATIONS_SHARE = 0.05;

/** What people do that no plan says. Rare, but a floor of any size sees each of them every day. */
export const BEHAVIOUR = {
  /** Of shifts: the reviewer's connection ends in the middle and does not come back that day. */
  vanishesShare: 0.01,
  /** Of items: the reviewer steps away from it; twice as often from this severity up. */
  stepsAwayShare: 0.004,
  stepsAwayTwiceFrom: 3 satisfies Severity,
  /** Of shifts: something is seen outside any assignment (a colleague's screen, an escalation). */
  seesOutsideShare: 0.03,
  seesOutsideSeconds: 180,
  seesOutsideSeverity: 3 satisfies Severity,
} as const;
