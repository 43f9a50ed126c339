/** The Temporal polyfill as the oracle for local-time.ts: same rule data, other algorithms. */
import { Temporal } from 'temporal-polyfill';
import {
  formatOffset,
  instantOf,
  localDate,
  localDay,
  offsetMinutes,
  resolveWall,
  wallOf,
} from '../../src/domain/local-time.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../src/domain/time.ts';

export interface Comparison {
  readonly compared: number;
  readonly different: readonly string[];
}

/** Every instant at which a zone changes its offset, half a year of silence at both ends included. */
export function transitionsOf(zone: string, from: string, until: string): readonly Instant[] {
  const end = Temporal.Instant.from(until).epochMilliseconds;
  const transitions: Instant[] = [];
  let at = Temporal.Instant.from(from).toZonedDateTimeISO(zone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= end) return transitions;
    transitions.push(next.epochMilliseconds);
    at = next;
  }
}

/** Compares all that local-time.ts answers around each transition, and between them. */
export function differences(zone: string, transitions: readonly Instant[]): Comparison {
  const different: string[] = [];
  let compared = 0;
  const same = (what: string, ours: unknown, theirs: unknown): void => {
    compared++;
    const [a, b] = [JSON.stringify(ours), JSON.stringify(theirs)];
    if (a !== b) different.push(`${zone} ${what}: ours ${a}, Temporal ${b}`);
  };
  for (const transition of transitions) {
    const offset = offsetMinutes(zone, transition);
    for (const at of instantsAround(transition)) {
      const theirs = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
      same(`offset at ${at}`, offsetMinutes(zone, at), theirs.offsetNanoseconds / 6e10);
      same(
        `wall at ${at}`,
        wallOf(at, zone),
        theirs.toPlainDateTime().toString({ smallestUnit: 'second' }),
      );
      same(
        `written at ${at}`,
        formatOffset(at, zone),
        `${theirs.toString({ timeZoneName: 'never', smallestUnit: 'second' })}`,
      );
      // The same distances as wall times: around a change these are the ones that misbehave.
      const wall = new Date(at + offset * MINUTE).toISOString().slice(0, 19);
      same(`meaning of ${wall}`, resolveWall(wall, zone), resolvedByTemporal(wall, zone));
      same(`instant of ${wall}`, instantOf(wall, zone), compatible(wall, zone));
    }
    for (const at of [transition - 24 * HOUR, transition, transition + 24 * HOUR]) {
      const date = localDate(at, zone);
      same(`day ${date}`, localDay(date, zone), dayByTemporal(date, zone));
    }
  }
  return { compared, different };
}

function instantsAround(transition: Instant): readonly Instant[] {
  const minutes = [
    0, 1, 15, 29, 30, 31, 45, 59, 60, 61, 90, 119, 120, 121, 180, 720, 1439, 1440, 4320,
  ];
  return [-SECOND, SECOND, ...minutes.flatMap((m) => [-m * MINUTE, m * MINUTE])].map(
    (distance) => transition + distance,
  );
}

function resolvedByTemporal(wall: string, zone: string): ReturnType<typeof resolveWall> {
  const plain = Temporal.PlainDateTime.from(wall);
  const [earlier, later] = [
    plain.toZonedDateTime(zone, { disambiguation: 'earlier' }),
    plain.toZonedDateTime(zone, { disambiguation: 'later' }),
  ];
  const [a, b] = [earlier.epochMilliseconds, later.epochMilliseconds];
  if (a === b) return { kind: 'unique', at: a };
  const happens = earlier.toPlainDateTime().equals(plain);
  return happens ? { kind: 'overlap', earlier: a, later: b } : { kind: 'gap', before: a, after: b };
}

function compatible(wall: string, zone: string): Instant {
  return Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;
}

function dayByTemporal(date: string, zone: string): { start: Instant; end: Instant } {
  const day = Temporal.PlainDate.from(date);
  return {
    start: day.toZonedDateTime(zone).epochMilliseconds,
    end: day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds,
  };
}
