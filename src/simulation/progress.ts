import { Presets, SingleBar } from 'cli-progress';
import { HOUR, type Instant, MINUTE, type Span } from '../domain/time.ts';

export interface Progress {
  at(now: Instant): void;
  stop(): void;
}

/** A bar on a terminal, elsewhere a line every three virtual hours. */
export function progressOver(span: Span, isTerminal: boolean): Progress {
  const clock = (now: Instant) => new Date(now).toISOString().slice(0, 16);
  if (!isTerminal) {
    return {
      at: (now) => {
        if (now % (3 * HOUR) === 0) console.log(`${clock(now)}Z`);
      },
      stop: () => {},
    };
  }
  const format = ' {bar} {percentage}% | {clock}Z | {eta_formatted} to go';
  const bar = new SingleBar({ format, hideCursor: true }, Presets.shades_classic);
  bar.start(span.end - span.start, 0, { clock: clock(span.start) });
  return {
    at: (now) => {
      if (now % MINUTE === 0) bar.update(now - span.start, { clock: clock(now) });
    },
    stop: () => bar.stop(),
  };
}
