import type { Client } from './client.ts';
import { ACTIVATE, PROPOSE } from './questions.ts';
import { smallLimits } from './storm-floor.ts';
import type { Told } from './told.ts';

/** How much of each limit is left when it is tightened. */
const LEFT = 0.6;

/** Halfway through a storm wellbeing staff make its limits smaller, through the mutations for it. */
export async function tighten(client: Client, told: Told, minutes: number): Promise<void> {
  const { awayMinutes = 0, limitMinutes = 0 } = smallLimits(minutes)['continuous-exposure'] ?? {};
  const changes = [
    {
      rule: 'continuous-exposure',
      level: 'HARD',
      scope: 'ORGANISATION',
      parameters: [
        { name: 'limitMinutes', value: limitMinutes * LEFT },
        { name: 'awayMinutes', value: awayMinutes },
      ],
    },
  ];
  const proposed = await client.repeat(PROPOSE, { changes });
  told.answered('propose', proposed?.kind);
  if (proposed?.kind !== 'ProposalSet') return;
  const active = await client.repeat(ACTIVATE, { proposal: proposed.proposal.id });
  told.answered('activate', active?.kind);
}
