import { afterAll, expect, it } from 'vitest';
import { closeDesk, desk } from '../support/desk.ts';
import { client, idOf, reviewer, staff } from '../support/graphql.ts';

afterAll(closeDesk);

const ASSIGNMENT = `assignment { id announcedSeverity announcedCategories decidedAt openedAt
  leaseUntil limitAt heartbeatAt endedAt outcome policyVersion
  item { id externalId media categories expectedSeconds arrivedAt dueAt state decision decidedAt } }`;
const CLAIM = `mutation($reviewer: ID) { claimNext(reviewer: $reviewer) {
  ... on ItemAssigned { resumed ${ASSIGNMENT} } } }`;

it.each(['reviewer', 'service'] as const)(
  'a %s is told the same of what was given this moment as of what is read from the tables',
  async (role) => {
    const at = await desk({
      reviewers: { ada: {} },
      queues: { acts: ['DANGEROUS_ACTS', 1] },
      items: { one: ['acts', { severity: 2, categories: ['DANGEROUS_ACTS', 'LOW_HARM'] }] },
    });
    const ask = client(at.db);
    const ada = at.reviewer('ada');
    const who = role === 'reviewer' ? reviewer(ada) : staff('service');
    const variables = role === 'reviewer' ? {} : { reviewer: idOf('Reviewer', ada) };
    const first = await ask(who, CLAIM, variables);
    const again = await ask(who, CLAIM, variables);
    expect(first.errors).toEqual([]);
    expect(first.data.claimNext.resumed).toBe(false);
    expect(again.data.claimNext).toEqual({ ...first.data.claimNext, resumed: true });
  },
);
