import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { World } from './player.ts';

/** What the service has said that it keeps: the last word on each assignment, in seconds. */
export interface Acknowledged {
  readonly seconds: ReadonlyMap<bigint, number>;
  readonly note: World['acknowledge'];
}

/**
 * Remembers what is acknowledged; with a file also there, a line each before anything else happens,
 * so that what a killed day was told can be held against the ledger when it goes on.
 */
export function acknowledged(file: string | null): Acknowledged {
  const seconds = new Map<bigint, number>();
  if (file !== null && existsSync(file))
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [assignment, , said] = line.split(' ');
      // The kill may have cut the last line off: what it says was not said.
      if (assignment && said?.endsWith('s'))
        seconds.set(BigInt(assignment), Number(said.slice(0, -1)));
    }
  return {
    seconds,
    note: (said) => {
      seconds.set(said.assignment, said.seconds);
      if (file !== null)
        appendFileSync(file, `${said.assignment} ${said.reviewer} ${said.seconds}s\n`);
    },
  };
}
