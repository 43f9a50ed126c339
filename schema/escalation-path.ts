import type { MyDay as Day } from '../src/services/my-day.ts';
import { builder } from './builder.ts';
import { MyDay } from './my-day.ts';

const Path = builder.objectRef<NonNullable<Day['escalations']>>('EscalationPath').implement({
  description: 'What waits for those who take escalations, and what may come to them soon.',
  authScopes: { roles: ['reviewer'] },
  fields: (t) => ({
    waiting: t.exposeInt('waiting', {
      description: 'Items that were passed up, and streams that nobody watches any more.',
    }),
    soonestDueAt: t.expose('soonestDueAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the first of them is due; null: there is none.',
    }),
    streamsToRelieve: t.exposeInt('streamsToRelieve', {
      description: 'Streams whose watcher must leave within ten minutes, with no relief yet.',
    }),
  }),
});

builder.objectField(MyDay, 'escalations', (t) =>
  t.expose('escalations', {
    type: Path,
    nullable: true,
    description: 'What waits for those who take escalations; null: you take none.',
  }),
);
