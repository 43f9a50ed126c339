import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE, SECOND } from '../domain/time.ts';
import { seeded } from '../report/random.ts';
import type { Viewer } from '../services/viewer.ts';
import { type Callers, type Client, clientFor, type Fared } from './client.ts';
import { type Cluster, openCluster } from './cluster.ts';
import { FAULTS, type Fault, strike } from './faults.ts';
import { handOver } from './platform.ts';
import { type Reckoning, reckon } from './reckoning.ts';
import { review } from './reviewing.ts';
import { openStormFloor, type StormFloor } from './storm-floor.ts';
import { tighten } from './tightening.ts';
import { Told } from './told.ts';

export interface StormOptions {
  readonly replicas: number;
  readonly reviewers: number;
  readonly minutes: number;
  readonly seed: number;
  readonly folder: string;
  readonly say: (line: string) => void;
}

export interface Weather extends Reckoning {
  readonly faults: Readonly<Record<Fault, number>>;
  readonly requests: Fared;
  /** How often clients were given each answer. */
  readonly answers: Readonly<Record<string, number>>;
}

/** A fault comes this long after the one before was mended, at most. */
const CALM = 5 * SECOND;
/** Whoever asked when the storm ended gets an answer within this: nothing is broken any more. */
const AFTERMATH = 20 * SECOND;

/**
 * Dense load on several replicas while one fault follows another, each kind in turn and at least once,
 * and a policy that is tightened halfway; then everything is added up. The folder is made anew.
 */
export async function storm(options: StormOptions): Promise<Weather> {
  const { folder, minutes, seed, say } = options;
  await rm(folder, { recursive: true, force: true });
  let floor: StormFloor | null = null;
  const cluster = await openCluster({ ...options, port: 0 }, async (db) => {
    floor = await openStormFloor(db, options);
  });
  try {
    say(`${options.replicas} replicas, ${options.reviewers} reviewers, ${minutes} minutes`);
    if (!floor) throw new Error('nobody prepared the floor');
    return await weather(cluster, floor, {
      ...options,
      told: new Told(join(folder, 'told')),
      seed,
    });
  } finally {
    await cluster.stop();
  }
}

async function weather(
  cluster: Cluster,
  { floor, reviewers }: StormFloor,
  { told, minutes, seed, say }: StormOptions & { readonly told: Told },
): Promise<Weather> {
  const requests: Fared = { answered: 0, unanswered: 0 };
  let end = Number.POSITIVE_INFINITY;
  const isOver = () => Date.now() >= end;
  const callers: Callers = { ...cluster, fared: requests, until: () => end + AFTERMATH };
  const clientOf = (viewer: Viewer): Promise<Client> =>
    clientFor(callers, viewer, seeded(seed, viewer.name));
  const work = reviewers.map(async (reviewer) => {
    const name = `reviewer ${reviewer}`;
    const client = await clientOf({ role: 'reviewer', reviewer, name });
    await review({ reviewer, client, random: seeded(seed, name, 'does'), told, isOver });
  });
  const platform = await clientOf({ role: 'service', reviewer: null, name: 'platform' });
  const rate = reviewers.length;
  const supply = handOver({
    floor,
    client: platform,
    random: seeded(seed, 'items'),
    told,
    isOver,
    rate,
  });
  const staff = await clientOf({ role: 'wellbeing', reviewer: null, name: 'ida' });
  const policy = pause((minutes * MINUTE) / 2).then(() => tighten(staff, told, minutes));
  const faults = await strikeUntil(cluster, Date.now() + minutes * MINUTE, seed, say);
  end = Date.now();
  await Promise.all([...work, supply, policy]);
  await Promise.all(cluster.replicas.map((replica) => replica.stop()));
  const reckoning = await reckon(cluster.db, told);
  const answers = Object.fromEntries([...told.answers].toSorted(([a], [b]) => a.localeCompare(b)));
  return { ...reckoning, faults, requests, answers };
}

/** One fault after the other, each kind in turn and at least once. */
async function strikeUntil(
  cluster: Cluster,
  end: number,
  seed: number,
  say: (line: string) => void,
): Promise<Readonly<Record<Fault, number>>> {
  const random = seeded(seed, 'faults');
  const faults = { kill: 0, 'wrong clock': 0, cut: 0, crash: 0 };
  for (let i = 0; Date.now() < end || i < FAULTS.length; i++) {
    const fault = FAULTS[i % FAULTS.length] ?? 'kill';
    await pause((0.5 + random() / 2) * CALM);
    const began = Date.now();
    await strike(fault, { ...cluster, random });
    faults[fault]++;
    say(`${fault}: mended after ${((Date.now() - began) / SECOND).toFixed(1)} s`);
  }
  return faults;
}
