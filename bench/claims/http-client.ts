/** A process of its own that asks a server over HTTP: told what by its parent, tells what it took. */
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asked, Took } from './http.ts';

const CLAIM = `mutation($reviewer: ID!) { claimNext(reviewer: $reviewer) { __typename
  ... on ItemAssigned { assignment { id leaseUntil } } } }`;
const COMPLETE = `mutation($reviewer: ID!, $assignment: ID!) {
  completeReview(reviewer: $reviewer, assignment: $assignment, decision: "keep") { __typename } }`;

const idOf = (reviewer: number) => Buffer.from(`Reviewer:${reviewer}`).toString('base64');

process.once('message', (asked: Asked) => {
  void asking(asked).then((took) => process.send?.(took));
});

async function asking({ url, token, reviewers, what, callers, seconds, perSecond }: Asked) {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const took: number[] = [];
  const others: Record<string, number> = {};
  const start = performance.now();
  const isOver = () => performance.now() - start > seconds * 1_000;
  const ask = async (query: string, variables: object) => {
    const at = performance.now();
    const data = await post(agent, url, token, JSON.stringify({ query, variables }));
    took.push(performance.now() - at);
    return data;
  };
  let [done, next] = [0, 0];
  const claimAndComplete = async () => {
    const reviewer = idOf(reviewers[next++ % reviewers.length] ?? 0);
    const { claimNext } = await ask(CLAIM, { reviewer });
    if (claimNext.__typename !== 'ItemAssigned') {
      others[claimNext.__typename] = (others[claimNext.__typename] ?? 0) + 1;
      return;
    }
    const { id } = claimNext.assignment;
    const { completeReview } = await ask(COMPLETE, { reviewer, assignment: id });
    if (completeReview.__typename !== 'ReviewCompleted') throw new Error(completeReview.__typename);
    done++;
  };
  const turn =
    what === 'claims' ? claimAndComplete : () => ask('{ __typename }', {}).then(() => done++);
  if (perSecond === null) {
    const loop = async () => {
      while (!isOver()) await turn();
    };
    await Promise.all(Array.from({ length: callers }, loop));
  } else {
    const going: Promise<unknown>[] = [];
    for (let i = 0; !isOver(); i++) {
      const late = start + (i * 1_000) / perSecond - performance.now();
      if (late > 1) await pause(late);
      going.push(turn());
    }
    await Promise.all(going);
  }
  const wall = (performance.now() - start) / 1_000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(took.length * share)] ?? Number.NaN;
  const requests = took.length / wall;
  return { requests, perSecond: done / wall, p50: at(0.5), p99: at(0.99), others } satisfies Took;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer has whatever shape was asked for.
function post(agent: Agent, url: string, token: string, body: string): Promise<any> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        const { data, errors } = JSON.parse(text);
        if (errors) reject(new Error(JSON.stringify(errors)));
        else resolve(data);
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
