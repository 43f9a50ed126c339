import { builder } from './builder.ts';

export const Escalation = builder.prismaObject('Escalation', {
  description: 'That somebody did not want to decide an item alone. Who it was is not said.',
  // Only of an item, which says to whom (item.ts).
  authScopes: { known: true },
  fields: (t) => ({
    note: t.exposeString('note', { description: 'What they said about it; may be empty.' }),
    passedUpAt: t.expose('passedUpAt', { type: 'DateTime', description: 'When.' }),
  }),
});
