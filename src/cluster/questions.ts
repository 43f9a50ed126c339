/** What the clients of a storm ask: as review tools would, by name of the answer. */
export const CLAIM = `mutation { claimNext { kind: __typename
  ... on ItemAssigned { resumed assignment { id announcedSeverity announcedCategories item { id } } } } }`;

export const OPEN = `mutation ($assignment: ID!) { openItem(assignment: $assignment) {
  kind: __typename } }`;

export const HEARTBEAT = `mutation ($assignment: ID!) { heartbeat(assignment: $assignment) {
  kind: __typename } }`;

export const COMPLETE = `mutation ($assignment: ID!, $severity: Int) {
  completeReview(assignment: $assignment, decision: "keep", severity: $severity) { kind: __typename
    ... on ReviewCompleted { seenSeconds } ... on ReviewTooLate { seenSeconds } } }`;

export const STEP_AWAY = `mutation { stepAway { kind: __typename
  ... on SteppedAway { seenSeconds item { id } } } }`;

export const PASS_UP = `mutation ($assignment: ID!) {
  passUp(assignment: $assignment, note: "look at this") { kind: __typename
    ... on PassedUp { seenSeconds } } }`;

export const START_BREAK = 'mutation { startBreak { kind: __typename } }';
export const END_BREAK = 'mutation { endBreak { kind: __typename } }';

export const RECORD = `mutation ($start: DateTime!, $end: DateTime!, $severity: Int!) {
  recordExposure(origin: INCIDENTAL, start: $start, end: $end, severity: $severity,
    categories: [GRAPHIC_VIOLENCE]) { kind: __typename } }`;

export const INGEST = `mutation ($items: [IncomingItem!]!) { ingestItems(items: $items) {
  kind: __typename ... on ItemsIngested { accepted { externalId } rejected { why } } } }`;

export const PROPOSE = `mutation ($changes: [PolicyChangeInput!]!) {
  proposePolicy(changes: $changes) { kind: __typename ... on ProposalSet { proposal { id } } } }`;

export const ACTIVATE = `mutation ($proposal: ID!) { activatePolicy(proposal: $proposal) {
  kind: __typename } }`;
