import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { type GraphqlParts, graphqlServer } from './graphql.ts';
import type { Log } from './log.ts';
import type { Readiness } from './readiness.ts';

export interface Parts extends GraphqlParts {
  ready(): Promise<Readiness>;
}

const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'";
/** GraphiQL is one page with its scripts and styles in it; it may talk to us and nobody else. */
const GRAPHIQL_ALLOWED = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self' blob: data:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** The web application: GraphQL, whether the process lives, whether it can serve. */
export function buildApp(parts: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(withRequestId(parts.log));
  app.use(withHeaders(parts.isProduction));
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const readiness = await parts.ready();
    const isReady = Object.values(readiness).every((word) => word === 'ok');
    response.status(isReady ? 200 : 503).json(readiness);
  });
  app.all('/graphql', graphqlServer(parts));
  app.use((_request, response) => {
    response.status(404).json({ error: 'There is nothing here; GraphQL is at /graphql.' });
  });
  app.use(failed(parts.log));
  return app;
}

/** Gives each request an id, in the answer and in the log, and logs its end. */
function withRequestId(log: Log) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const requestId = randomUUID();
    const startedAt = performance.now();
    response.setHeader('x-request-id', requestId);
    response.once('close', () => {
      const { method, path } = request;
      const ms = Math.round(performance.now() - startedAt);
      const isProbe = path === '/healthz' || path === '/readyz';
      const line = { requestId, method, path, status: response.statusCode, ms };
      if (isProbe) log.debug(line, 'answered');
      else log.info(line, response.writableFinished ? 'answered' : 'the client went away');
    });
    next();
  };
}

function withHeaders(isProduction: boolean) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const isGraphiql = !isProduction && request.method === 'GET' && request.path === '/graphql';
    response.setHeader('content-security-policy', isGraphiql ? GRAPHIQL_ALLOWED : NOTHING_ALLOWED);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-store');
    next();
  };
}

/** Whatever was thrown outside GraphQL: logged under an id, told without the reason. */
function failed(log: Log) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    const id = randomUUID();
    log.error({ err: error, id }, 'a request failed');
    if (response.headersSent) next(error);
    else response.status(500).json({ error: 'Something went wrong on our side.', id });
  };
}
