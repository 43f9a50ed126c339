import { readdirSync, readFileSync } from 'node:fs';

/** Microseconds in a tick of /proc. */
const TICK_US = 10_000;

/** Processor time of this process and of a server's, in microseconds; where /proc is, as on Linux. */
export function processorUs(server: number): number {
  const { user, system } = process.cpuUsage();
  return user + system + ticksOf(server) * TICK_US;
}

/** What the server and its processes took, those that have ended among them. */
function ticksOf(server: number): number {
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const stat = statOf(name);
    if (!stat) continue;
    const [, parent, ...rest] = stat;
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = rest.slice(9, 13).map(Number);
    if (Number(name) === server) ticks += user + system + childUser + childSystem;
    else if (Number(parent) === server) ticks += user + system;
  }
  return ticks;
}

/** From the state on: what is before it may have blanks in it. */
function statOf(pid: string): readonly string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? null;
  } catch {
    // It has ended meanwhile.
    return null;
  }
}
