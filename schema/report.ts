import type { Remark as OneRemark } from '../src/report/report.ts';
import { Forbidden, Invalid } from '../src/services/errors.ts';
import { type Imported, importReport } from '../src/services/import-report.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf, refusalOf } from './errors.ts';
import { intId, localDateOf } from './scalars.ts';

const LONGEST_NAME = 200;
const MOST_FILES = 20;
/** Remarks beyond these say nothing new. */
const MOST_REMARKS = 200;

const office = { roles: ['admin', 'lead', 'wellbeing'] } as const;

const Report = builder.prismaNode('Report', {
  id: { field: 'id' },
  nullable: true,
  findUnique: (id) => ({ id: intId(id) }),
  description: 'A transparency report that was imported, as it was read.',
  authScopes: office,
  fields: (t) => ({
    service: t.exposeString('service', { description: 'Whose, as the filer spells it.' }),
    periodFrom: t.field({
      type: 'LocalDate',
      description: 'The first day it counts.',
      resolve: (report) => localDateOf(report.periodFrom),
    }),
    periodTo: t.field({
      type: 'LocalDate',
      description: 'The last day it counts.',
      resolve: (report) => localDateOf(report.periodTo),
    }),
    importedAt: t.expose('importedAt', { type: 'DateTime', description: 'When it was imported.' }),
  }),
});

const Remark = builder.objectRef<OneRemark>('Remark').implement({
  description: 'Something to say about one place of the files.',
  authScopes: { known: true },
  fields: (t) => ({
    file: t.exposeString('file', { description: 'Its name.' }),
    row: t.exposeInt('row', {
      nullable: true,
      description: 'As a spreadsheet numbers it, the headers are row 1; null: the whole file.',
    }),
    column: t.exposeString('column', {
      nullable: true,
      description: 'Its header; null: the whole row.',
    }),
    message: t.exposeString('message', { description: 'What there is to say.' }),
  }),
});

const imported = caseOf<Extract<Imported, { readonly kind: 'imported' }>>(
  'ReportImported',
  'imported',
  'The report was read and kept.',
);
imported.ref.implement({
  ...imported.shared,
  fields: (t) => ({
    report: t.prismaField({
      type: Report,
      description: 'As it is kept.',
      resolve: (query, { id }, _args, { db }) =>
        db.prisma.report.findUniqueOrThrow({ ...query, where: { id } }),
    }),
    warnings: t.field({
      type: [Remark],
      description: `Where sums disagree and the like; the first ${MOST_REMARKS}.`,
      resolve: ({ warnings }) => warnings.slice(0, MOST_REMARKS),
    }),
    already: t.exposeBoolean('already', { description: 'True: the same files were kept before.' }),
  }),
});

const ReportInvalid = refusalOf<Extract<Imported, { readonly kind: 'invalid' }>>(
  'ReportInvalid',
  'invalid',
  {
    description: 'The files cannot be read as a report; nothing was kept.',
    says: ({ errors }) => errors[0]?.message ?? 'The files cannot be read as a report.',
  },
);
builder.objectField(ReportInvalid, 'errors', (t) =>
  t.field({
    type: [Remark],
    description: `What is wrong; the first ${MOST_REMARKS}.`,
    resolve: ({ errors }) => errors.slice(0, MOST_REMARKS),
  }),
);

const ReportFile = builder.inputType('ReportFile', {
  description: 'One file of a report.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'As it was published, 200 characters at most.' }),
    text: t.string({ required: true, description: 'Its text.' }),
  }),
});

builder.mutationField('importReport', (t) =>
  t.errorUnionField({
    types: [imported.ref, ReportInvalid, Invalid, Forbidden],
    union: { name: 'ImportReportResult', description: ANSWER },
    description: 'Reads tables 4, 6, 7 and 9 of the EU transparency template, whole or not at all.',
    authScopes: { roles: ['admin'] },
    args: { files: t.arg({ type: [ReportFile], required: true, description: 'Its tables.' }) },
    resolve: (_root, { files }, { db }) => {
      if (files.length > MOST_FILES)
        throw new Invalid('files', `a report has at most ${MOST_FILES} files`);
      if (files.some(({ name }) => name.length > LONGEST_NAME))
        throw new Invalid('files', `the name of a file has at most ${LONGEST_NAME} characters`);
      return importReport(db, files);
    },
  }),
);
