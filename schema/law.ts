import {
  figuresOf,
  isJurisdiction,
  JURISDICTIONS,
  type Jurisdiction,
  levelOf,
  type OwnedFigure,
  packOf,
} from '../src/laws/index.ts';
import type { STATUSES } from '../src/laws/pack.ts';
import { rulebook } from '../src/rules/index.ts';
import { defaultsOf } from '../src/rules/rule.ts';
import { type SiteHoliday, siteHolidays } from '../src/services/site-holidays.ts';
import { builder } from './builder.ts';
import { ParameterValue, valuesOf } from './rule.ts';
import { Site } from './site.ts';
import { LevelEnum, wordsOf } from './words.ts';

const known = { known: true } as const;

const StatusEnum = wordsOf('LawStatus', 'How well a figure of a law is known here.', {
  confirmed: 'It was read in the source itself.',
  secondary: 'It was read in what others say of the source.',
  unconfirmed: 'Nobody has looked it up: it is shown, and only watched.',
} satisfies Record<(typeof STATUSES)[number], string>);

const Figure = builder.objectRef<OwnedFigure>('LawFigure').implement({
  description: 'One figure of a law, as a rule holds a site to it.',
  authScopes: known,
  fields: (t) => ({
    jurisdiction: t.exposeString('jurisdiction', { description: 'Whose law says so.' }),
    rule: t.exposeString('rule', { description: 'The key of the rule that it sets.' }),
    level: t.field({
      type: LevelEnum,
      description: 'How strictly it is held.',
      resolve: (figure) => levelOf(figure),
    }),
    says: t.string({
      description: 'The rule in a sentence, with the numbers of the law.',
      resolve: ({ rule, params }) => {
        const of = ruleOf(rule);
        return of.describe({ ...defaultsOf(of), ...params });
      },
    }),
    parameters: t.field({
      type: [ParameterValue],
      description: 'Its numbers.',
      resolve: ({ rule, params }) => valuesOf(ruleOf(rule), params),
    }),
    citation: t.exposeString('citation', { description: 'Where it is said.' }),
    status: t.expose('status', { type: StatusEnum, description: 'How well it is known.' }),
    confirmedAt: t.expose('confirmedAt', {
      type: 'LocalDate',
      nullable: true,
      description: 'When it was read in its source; null: never.',
    }),
  }),
});

function ruleOf(id: string) {
  const rule = rulebook.find((one) => one.id === id);
  if (!rule) throw new Error(`a law names the rule '${id}', which is not in the rulebook`);
  return rule;
}

const Pack = builder.objectRef<Jurisdiction>('LawPack').implement({
  description: "A jurisdiction's working-time law: always on for its sites, beside any policy.",
  authScopes: known,
  fields: (t) => ({
    jurisdiction: t.string({ description: 'Its key.', resolve: (name) => name }),
    title: t.string({ description: 'Its name.', resolve: (name) => packOf(name).title }),
    figures: t.field({
      type: [Figure],
      description: 'All that holds there, what it shares with others first; the strictest counts.',
      resolve: (name) => [...figuresOf(name)],
    }),
    gaps: t.stringList({
      description: 'What the law also says, or may say, and no rule holds a site to.',
      resolve: (name) => [...packOf(name).gaps],
    }),
  }),
});

builder.queryField('lawPacks', (t) =>
  t.field({
    type: [Pack],
    description: 'The law of every jurisdiction that is kept here.',
    authScopes: known,
    resolve: () => [...JURISDICTIONS],
  }),
);

builder.prismaObjectField(Site, 'lawPack', (t) =>
  t.field({
    type: Pack,
    nullable: true,
    description: 'The law that it is held to; null: to none but the policy.',
    select: { jurisdiction: true },
    resolve: ({ jurisdiction }) =>
      jurisdiction !== null && isJurisdiction(jurisdiction) ? jurisdiction : null,
  }),
);

const Holiday = builder.objectRef<SiteHoliday>('Holiday').implement({
  description: 'A public holiday.',
  authScopes: known,
  fields: (t) => ({
    date: t.expose('date', { type: 'LocalDate', description: 'Which day.' }),
    name: t.exposeString('name', { description: 'What it is called, in English.' }),
    isKept: t.exposeBoolean('isKept', {
      description:
        'The rules count with it; false: it is further away, as the calendar says today.',
    }),
  }),
});

builder.prismaObjectField(Site, 'holidays', (t) =>
  t.field({
    type: [Holiday],
    description: 'Its public holidays, of ten years at most; what the moon decides is calculated.',
    args: {
      from: t.arg({ type: 'LocalDate', required: true, description: 'The first day.' }),
      to: t.arg({ type: 'LocalDate', required: true, description: 'The last day.' }),
    },
    select: { id: true, jurisdiction: true },
    resolve: async (site, { from, to }, { db }) => [...(await siteHolidays(db, site, from, to))],
  }),
);
