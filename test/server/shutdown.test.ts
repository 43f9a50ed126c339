import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/server/log.ts';
import { closeServer, stopInOrder } from '../../src/server/shutdown.ts';

const log = createLog('silent');
let server: Server | undefined;

afterEach(() => server?.closeAllConnections());

/** A server that answers when told to, and the first request to it, already running. */
async function runningRequest(): Promise<{ response: ServerResponse; answer: Promise<Response> }> {
  const started = createServer();
  server = started;
  await once(started.listen(0, '127.0.0.1'), 'listening');
  const { port } = started.address() as AddressInfo;
  const asked = once(started, 'request');
  const answer = fetch(`http://127.0.0.1:${port}/`);
  const [, response] = await asked;
  return { response, answer };
}

describe('closing the server', () => {
  it('lets a running request end and takes no new one', async () => {
    const { response, answer } = await runningRequest();
    if (server === undefined) throw new Error('no server');
    const closing = closeServer(server, 60_000);
    expect(server.listening).toBe(false);
    response.end('the whole answer');
    expect(await (await answer).text()).toBe('the whole answer');
    await closing;
  });

  it('cuts off a request that does not end in time', async () => {
    const { answer } = await runningRequest();
    if (server === undefined) throw new Error('no server');
    const failure = expect(answer).rejects.toThrow();
    await closeServer(server, 1);
    await failure;
  });
});

describe('stopping', () => {
  it('goes on in order past a part that fails, and says that it did', async () => {
    const stopped: string[] = [];
    const step = (name: string) => ({ name, stop: () => void stopped.push(name) });
    const broken = { name: 'broken', stop: () => Promise.reject(new Error('broken')) };
    expect(await stopInOrder([step('jobs'), broken, step('database')], log, 60_000)).toBe(false);
    expect(stopped).toEqual(['jobs', 'database']);
  });

  it('is clean when every part stopped', async () => {
    expect(await stopInOrder([{ name: 'jobs', stop: () => {} }], log, 60_000)).toBe(true);
  });

  it('gives up at the deadline', async () => {
    const stuck = { name: 'stuck', stop: () => new Promise<void>(() => {}) };
    expect(await stopInOrder([stuck], log, 1)).toBe(false);
  });
});
