import { AlreadyDecided, Forbidden, Invalid, NotFound } from '../src/services/errors.ts';
import {
  acknowledgeFinding,
  explainFinding,
  LONGEST_NOTE,
  resolveFinding,
} from '../src/services/finding-states.ts';
import { builder } from './builder.ts';
import { ANSWER, caseOf } from './errors.ts';
import { Finding } from './finding.ts';
import { bigId } from './scalars.ts';

interface Done {
  readonly kind: 'finding-changed';
  readonly id: bigint;
}

const changed = caseOf<Done>('FindingChanged', 'finding-changed', 'It has the state it says.');
changed.ref.implement({
  ...changed.shared,
  fields: (t) => ({
    finding: t.prismaField({
      type: Finding,
      description: 'The finding.',
      resolve: (query, { id }, _args, { db }) =>
        db.prisma.finding.findUniqueOrThrow({ ...query, where: { id } }),
    }),
  }),
});

const refusals = [NotFound, AlreadyDecided, Invalid, Forbidden];
const authScopes = { roles: ['wellbeing'] } as const;

builder.mutationField('acknowledgeFinding', (t) =>
  t.errorUnionField({
    types: [changed.ref, ...refusals],
    union: { name: 'AcknowledgeFindingResult', description: ANSWER },
    description: 'Says that you have looked at a finding.',
    authScopes,
    args: { finding: t.arg.globalID({ for: Finding, required: true, description: 'Which.' }) },
    resolve: async (_root, { finding }, { db, viewer }) => {
      const id = bigId(finding.id);
      await acknowledgeFinding(db, id, viewer?.name ?? '');
      return { kind: 'finding-changed' as const, id };
    },
  }),
);

builder.mutationField('explainFinding', (t) =>
  t.errorUnionField({
    types: [changed.ref, ...refusals],
    union: { name: 'ExplainFindingResult', description: ANSWER },
    description: 'Says how a finding came about; again, to put it better.',
    authScopes,
    args: {
      finding: t.arg.globalID({ for: Finding, required: true, description: 'Which.' }),
      note: t.arg.string({
        required: true,
        description: `Plain text, ${LONGEST_NOTE} characters at most. The person concerned reads it.`,
      }),
    },
    resolve: async (_root, { finding, note }, { db, viewer }) => {
      const id = bigId(finding.id);
      await explainFinding(db, id, note, viewer?.name ?? '');
      return { kind: 'finding-changed' as const, id };
    },
  }),
);

builder.mutationField('resolveFinding', (t) =>
  t.errorUnionField({
    types: [changed.ref, ...refusals],
    union: { name: 'ResolveFindingResult', description: ANSWER },
    description: 'Says that nothing more is to be done about a finding. It is never deleted.',
    authScopes,
    args: { finding: t.arg.globalID({ for: Finding, required: true, description: 'Which.' }) },
    resolve: async (_root, { finding }, { db, viewer }) => {
      const id = bigId(finding.id);
      await resolveFinding(db, id, viewer?.name ?? '');
      return { kind: 'finding-changed' as const, id };
    },
  }),
);
