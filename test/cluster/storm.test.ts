import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isWeathered } from '../../src/cluster/reckoning.ts';
import { storm, type Weather } from '../../src/cluster/storm.ts';

/** The short form of `npm run chaos`: each kind of fault once, on real processes. */
let folder: string;
let weather: Weather;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'respite-storm-'));
  await chmod(folder, 0o711);
  weather = await storm({
    replicas: 2,
    reviewers: 24,
    minutes: 0.15,
    seed: 1,
    folder: join(folder, 'cluster'),
    say: () => {},
  });
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('replicas that are killed, cut off, set to a wrong clock, and lose their database', () => {
  it('hand nothing out past a limit, nothing twice, and lose neither an item nor a second', () => {
    const { handedOut, heldTwice, itemsLost, secondsMissing, unverified } = weather;
    expect({ handedOut, heldTwice, itemsLost, secondsMissing, unverified }).toEqual({
      handedOut: 0,
      heldTwice: 0,
      itemsLost: 0,
      secondsMissing: 0,
      unverified: 0,
    });
    expect(isWeathered(weather)).toBe(true);
  });

  it('were tried: every fault struck, limits were met, and work was done', () => {
    for (const times of Object.values(weather.faults)) expect(times).toBeGreaterThan(0);
    const { answers, secondsAcknowledged, itemsTaken } = weather;
    expect(answers['claim NotEligible']).toBeGreaterThan(0);
    expect(answers['complete ReviewCompleted']).toBeGreaterThan(10);
    expect(answers['passUp PassedUp']).toBeGreaterThan(0);
    expect(answers).toMatchObject({ 'propose ProposalSet': 1, 'activate ProposalSet': 1 });
    expect(secondsAcknowledged).toBeGreaterThan(10);
    expect(itemsTaken).toBeGreaterThan(50);
  });
});

describe('a storm that broke something', () => {
  it.each(['handedOut', 'heldTwice', 'itemsLost', 'secondsMissing', 'unverified'])(
    'is not weathered: %s',
    (what) => {
      expect(isWeathered({ ...weather, [what]: 1 })).toBe(false);
    },
  );
});
