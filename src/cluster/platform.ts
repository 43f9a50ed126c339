import { setTimeout as pause } from 'node:timers/promises';
import type { Floor } from '../report/floor.ts';
import { pick, type Random } from '../report/random.ts';
import type { Client } from './client.ts';
import { INGEST } from './questions.ts';
import type { Told } from './told.ts';

export interface Platform {
  readonly floor: Floor;
  readonly client: Client;
  readonly random: Random;
  readonly told: Told;
  readonly isOver: () => boolean;
  /** Items a second. */
  readonly rate: number;
}

const EVERY = 500;
/** Of items: streams, for which two people come together and one of them goes. */
const LIVE = 0.1;

/** Hands items over in batches until the storm is over, in the proportions of the report. */
export async function handOver(platform: Platform): Promise<void> {
  const { client, told, rate } = platform;
  for (let sent = 0; !platform.isOver(); ) {
    const items = Array.from({ length: Math.ceil((rate * EVERY) / 1_000) }, () =>
      incoming(platform, sent++),
    );
    const answer = await client.repeat(INGEST, { items });
    told.answered('ingest', answer?.kind);
    for (const { externalId } of answer?.accepted ?? []) told.taken(externalId);
    await pause(EVERY);
  }
}

function incoming({ floor, random }: Platform, n: number) {
  const queue = oneByDemand(floor, random);
  const media = random() < LIVE ? 'live' : ['image', 'video', 'text'][Math.floor(random() * 3)];
  return {
    externalId: `storm-${n}`,
    queue,
    media,
    severity: Math.floor(random() * 6),
    expectedSeconds: 2,
  };
}

function oneByDemand({ queues }: Floor, random: Random): string {
  const total = queues.reduce((sum, { itemsPerDay }) => sum + itemsPerDay, 0);
  const [first, ...rest] = queues.map(({ key, itemsPerDay }) => ({
    key,
    share: itemsPerDay / total,
  }));
  if (!first) throw new Error('a floor has queues');
  return pick(random, [first, ...rest]).key;
}
