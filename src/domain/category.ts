/** S0 harmless to S5 the worst there is. Numbers, so that a limit can say 'from this one up'. */
export const SEVERITIES = [0, 1, 2, 3, 4, 5] as const;
export type Severity = (typeof SEVERITIES)[number];

/** From which severity on content is what the rules call it (no published figure for any). */
export const GRAPHIC = 3;
export const SEVERE = 4;
export const WORST = 5;

/** How a person's agreement to see a category works by default at its own severity. */
type Asked = 'opt-in' | 'opt-out' | 'never';

interface CategoryFacts {
  readonly title: string;
  /** What a queue of this category counts as when an item does not say. */
  readonly severity: Severity;
  readonly asked: Asked;
  /** Whether only people who were cleared for it may see it. */
  readonly clearance?: true;
}

/**
 * The taxonomy: the one list that database text, the API and parsing derive from.
 * Source: a proposed default (no public taxonomy grades harm to the reviewer); categories follow
 * the EU DSA statement categories and keywords, with graphic violence kept apart.
 */
export const CATEGORIES = {
  CSAM: {
    title: 'Child sexual abuse material',
    severity: 5,
    asked: 'opt-in',
    clearance: true,
  },
  CHILD_GROOMING: { title: 'Grooming of children', severity: 4, asked: 'opt-in' },
  GRAPHIC_VIOLENCE: { title: 'Gore, death and torture', severity: 4, asked: 'opt-in' },
  TERRORISM_EXTREMISM: { title: 'Terrorism and violent extremism', severity: 4, asked: 'opt-in' },
  SUICIDE_SELF_HARM: { title: 'Suicide and self-harm', severity: 4, asked: 'opt-in' },
  EATING_DISORDER: { title: 'Eating disorders', severity: 2, asked: 'opt-out' },
  SEXUAL_VIOLENCE_NCII: {
    title: 'Sexual violence and intimate images shared without consent',
    severity: 4,
    asked: 'opt-in',
  },
  ANIMAL_CRUELTY: { title: 'Cruelty to animals', severity: 4, asked: 'opt-in' },
  EXPLOITATION_TRAFFICKING: {
    title: 'Human exploitation and trafficking',
    severity: 3,
    asked: 'opt-out',
  },
  HATE_INCITEMENT: { title: 'Hate and incitement', severity: 3, asked: 'opt-out' },
  HARASSMENT_THREATS: { title: 'Bullying, harassment and threats', severity: 2, asked: 'opt-out' },
  ADULT_SEXUAL: { title: 'Adult sexual content', severity: 2, asked: 'opt-out' },
  DANGEROUS_ACTS: { title: 'Dangerous acts and challenges', severity: 1, asked: 'never' },
  LOW_HARM: { title: 'Spam, fraud, infringement and the like', severity: 0, asked: 'never' },
} as const satisfies Record<string, CategoryFacts>;

export type Category = keyof typeof CATEGORIES;

export const CATEGORY_CODES = Object.keys(CATEGORIES) as readonly Category[];

/** Whether only people who were cleared for a category may see it. */
export function needsClearance(category: Category): boolean {
  const facts: CategoryFacts = CATEGORIES[category];
  return facts.clearance ?? false;
}

export function isCategory(word: string): word is Category {
  return Object.hasOwn(CATEGORIES, word);
}

export function isSeverity(n: number): n is Severity {
  return Number.isInteger(n) && n >= 0 && n <= 5;
}
