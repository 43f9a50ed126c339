import { afterAll, beforeAll, expect, it } from 'vitest';
import { ListenRefused, listen } from '../../src/server/listen.ts';
import { closeServer } from '../../src/server/shutdown.ts';

let taken: Awaited<ReturnType<typeof listen>>;

beforeAll(async () => {
  taken = await listen((_request, response) => response.end('here'), '127.0.0.1', 0);
});
afterAll(() => closeServer(taken.server, 1_000));

it('says where it is to be found when it took a free port', async () => {
  expect(await (await fetch(taken.url)).text()).toBe('here');
});

it('says in one sentence that a port is taken', async () => {
  const port = Number(new URL(taken.url).port);
  await expect(listen(() => {}, '127.0.0.1', port)).rejects.toThrow(
    new ListenRefused(`Port ${port} of 127.0.0.1 is taken; set PORT to another.`),
  );
});

it('says in one sentence that an address is not ours', async () => {
  await expect(listen(() => {}, '192.0.2.1', 0)).rejects.toThrow(
    new ListenRefused('This machine has no address 192.0.2.1; set HOST to another.'),
  );
});
