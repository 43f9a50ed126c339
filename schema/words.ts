import { CATEGORIES, CATEGORY_CODES } from '../src/domain/category.ts';
import { LEVELS } from '../src/domain/policy.ts';
import { type AGREEMENTS, type BREAK_KINDS, ORIGINS } from '../src/domain/timeline.ts';
import type { ROLES } from '../src/services/viewer.ts';
import { MEDIA, OUTCOMES } from '../src/services/words.ts';
import { builder } from './builder.ts';

/** An enum of one of our lists of words, each with what it says: 'stepped-away' is STEPPED_AWAY. */
export function wordsOf<const Word extends string>(
  name: string,
  description: string,
  words: Readonly<Record<Word, string>>,
) {
  const entries = Object.entries<string>(words).map(([word, says]) => [
    word.toUpperCase().replaceAll('-', '_'),
    { value: word as Word, description: says },
  ]);
  const values: Record<string, { value: Word; description: string }> = Object.fromEntries(entries);
  return builder.enumType(name, { description, values });
}

/** The word of a list that a text column holds; anything else is a row that should not be. */
export function wordIn<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((one) => one === text);
  if (word === undefined) throw new Error(`"${text}" is none of ${words.join(', ')}`);
  return word;
}

export const categoryWord = (text: string) => wordIn(CATEGORY_CODES, text);
export const levelWord = (text: string) => wordIn(LEVELS, text);
export const originWord = (text: string) => wordIn(ORIGINS, text);
export const mediaWord = (text: string) => wordIn(MEDIA, text);
export const outcomeWord = (text: string) => wordIn(OUTCOMES, text);

export const CategoryEnum = builder.enumType('Category', {
  description: 'What a piece of content is about.',
  values: Object.fromEntries(
    CATEGORY_CODES.map((code) => {
      const { title, severity } = CATEGORIES[code];
      return [code, { value: code, description: `${title}; S${severity} unless said otherwise.` }];
    }),
  ),
});

export const RoleEnum = wordsOf('Role', 'In what capacity somebody asks.', {
  reviewer: 'Reviews content; sees only themselves.',
  lead: 'Leads teams; sees who may work, never why not.',
  wellbeing: 'Looks after reviewers; sees the ledger, findings and consents.',
  admin: 'Runs the service; sees everything operational, no wellbeing records.',
  service: 'A review tool; sends items and acts for reviewers.',
} satisfies Record<(typeof ROLES)[number], string>);

export const LevelEnum = wordsOf('Level', 'How strictly a rule is held.', {
  hard: 'Nobody is handed an item past it.',
  soft: 'Planning avoids passing it.',
  watch: 'Only the audit looks.',
} satisfies Record<(typeof LEVELS)[number], string>);

export const BreakKindEnum = wordsOf('BreakKind', 'What a break is for; none replaces another.', {
  wellbeing: 'Paid time away from content.',
  rest: 'A statutory rest break.',
  meal: 'A meal.',
} satisfies Record<(typeof BREAK_KINDS)[number], string>);

export const AgreementEnum = wordsOf('Agreement', 'What may be agreed to beside categories.', {
  'severe-at-night': 'To see severe content at night.',
  'severe-after-aftermath': 'To see severe content again in the same shift, after the quiet time.',
} satisfies Record<(typeof AGREEMENTS)[number], string>);

export const OriginEnum = wordsOf('Origin', 'How somebody came to see something.', {
  assignment: 'It was handed out here.',
  project: 'Work outside the queues.',
  escalation: 'A colleague asked for a second look.',
  incidental: 'By chance.',
} satisfies Record<(typeof ORIGINS)[number], string>);

export const MediaEnum = wordsOf('Media', 'What an item is.', {
  image: 'A picture.',
  video: 'A recording.',
  text: 'Words.',
  audio: 'Sound.',
  live: 'A stream: watched, not finished.',
} satisfies Record<(typeof MEDIA)[number], string>);

export const OutcomeEnum = wordsOf('Outcome', 'How an assignment ended.', {
  completed: 'The item was decided.',
  'stepped-away': 'The reviewer let go of it; it went back.',
  lapsed: 'The lease ran out; it went back.',
  refused: 'The reviewer refused its category; it went back.',
  'passed-up': 'The reviewer passed it up to those who take escalations.',
  relieved: 'A relief took the stream over.',
  withdrawn: 'Somebody else who watched the stream decided it.',
} satisfies Record<(typeof OUTCOMES)[number], string>);
