import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** The address cannot be listened on; the message is one sentence that says why. */
export class ListenRefused extends Error {
  override readonly name = 'ListenRefused';
}

/** Starts to serve and returns the server and where it is to be found. */
export async function listen(
  app: RequestListener,
  host: string,
  port: number,
): Promise<{ server: Server; url: string }> {
  const server = createServer(app);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ListenRefused(reasonOf(error, host, port), { cause: error });
  }
  const address = server.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host;
  return { server, url: `http://${name}:${bound}` };
}

function reasonOf(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} of ${host} is taken; set PORT to another.`;
  if (code === 'EACCES') return `Port ${port} of ${host} may not be used; set PORT to another.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${host}; set HOST to another.`;
  }
  return `Port ${port} of ${host} cannot be listened on: ${String(error)}.`;
}
