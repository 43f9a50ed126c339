import { CAUSES } from '../src/audit/inquiry.ts';
import { auditedDays, type AuditedDay as Day } from '../src/services/audited-days.ts';
import { builder } from './builder.ts';
import { CauseEnum } from './finding.ts';
import { intId } from './scalars.ts';
import { Site } from './site.ts';
import { wordIn } from './words.ts';

const staff = { roles: ['wellbeing'] } as const;

const FindingsOfCause = builder.objectRef<Day['byCause'][number]>('FindingsOfCause').implement({
  description: 'How many findings a day has of a cause.',
  authScopes: staff,
  fields: (t) => ({
    cause: t.field({
      type: CauseEnum,
      description: 'The cause.',
      resolve: ({ cause }) => wordIn(CAUSES, cause),
    }),
    findings: t.exposeInt('findings', { description: 'How many.' }),
  }),
});

const Unverified = builder.objectRef<Day['unverified'][number]>('Unverified').implement({
  description: 'A rule that could not be verified: by it, the day is neither clean nor not.',
  authScopes: staff,
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The key of the rule.' }),
    why: t.exposeString('why', { description: 'What is not known, in a sentence.' }),
    reviewers: t.exposeInt('reviewers', { description: 'Of how many people.' }),
  }),
});

const AuditedDay = builder.objectRef<Day>('AuditedDay').implement({
  description: 'A local day of a site that was audited.',
  authScopes: staff,
  fields: (t) => ({
    date: t.expose('date', { type: 'LocalDate', description: "By the site's calendar." }),
    auditedAt: t.expose('auditedAt', {
      type: 'DateTime',
      description: 'When it was looked at last: what becomes known too late opens it again.',
    }),
    reviewers: t.exposeInt('reviewers', { description: 'How many people belonged there.' }),
    isClean: t.boolean({
      description: 'Nothing was found, nothing was overridden, and all could be verified.',
      resolve: (day) => day.findings === 0 && day.unverified.length === 0 && day.overridden === 0,
    }),
    findings: t.expose('byCause', {
      type: [FindingsOfCause],
      description: 'What did not hold, by cause; without what held after all.',
    }),
    unverified: t.expose('unverified', {
      type: [Unverified],
      description: 'What could not be verified, and why. Not to be read as clean.',
    }),
    overridden: t.exposeInt('overridden', {
      description: 'Times in which a rule did not hold that had been overridden.',
    }),
  }),
});

builder.queryField('auditedDays', (t) =>
  t.field({
    type: [AuditedDay],
    description: 'The audited days of a site, the latest first, a year of them at most.',
    authScopes: staff,
    args: {
      site: t.arg.globalID({ for: Site, required: true, description: 'Where.' }),
      from: t.arg({ type: 'LocalDate', required: true, description: 'The first day.' }),
      to: t.arg({ type: 'LocalDate', required: true, description: 'The last day.' }),
    },
    resolve: (_root, { site, from, to }, { db }) =>
      auditedDays(db, { site: intId(site.id), from, to }).then((days) => [...days]),
  }),
);
