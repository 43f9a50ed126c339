import { type Category, isCategory, isSeverity } from '../domain/category.ts';
import type { Instant } from '../domain/time.ts';
import type { Db } from '../store/db.ts';
import { addItems, MEDIA, type Media, type NewItem, queuesNamed } from '../store/items.ts';
import { databaseNow, transaction } from '../store/rows.ts';
import { Invalid } from './errors.ts';

/** An item as a review tool sends it: nothing is trusted yet. */
export interface IncomingItem {
  readonly externalId: string;
  readonly queue: string;
  readonly media: string;
  readonly categories: readonly string[] | null;
  readonly severity: number | null;
  readonly expectedSeconds: number | null;
  readonly arrivedAt: Instant | null;
}

export interface Ingested {
  readonly accepted: readonly { externalId: string; item: bigint; added: boolean }[];
  readonly rejected: readonly { index: number; externalId: string; why: string }[];
}

export const MOST_AT_ONCE = 1_000;
const LONGEST_ID = 200;
const LONGEST_LOOK = 4 * 60 * 60;

/** What PostgreSQL cannot keep in text: a NUL, or a surrogate without the other half. */
const UNKEEPABLE = /[\0\p{Surrogate}]/u;

/**
 * Takes a batch of items, at most a thousand. A row that cannot be right is rejected by name and
 * the rest is kept; an external id that is known already gives the item it has. Throws Invalid for
 * a batch that is too large.
 */
export async function ingestItems(db: Db, incoming: readonly IncomingItem[]): Promise<Ingested> {
  if (incoming.length > MOST_AT_ONCE)
    throw new Invalid(
      'items',
      `send at most ${MOST_AT_ONCE} items at once, not ${incoming.length}`,
    );
  const now = db.clock() ?? (await databaseNow(db.pool));
  const named = incoming.map((row) => row.queue).filter((queue) => !UNKEEPABLE.test(queue));
  const queues = await queuesNamed(db.pool, [...new Set(named)]);
  const rejected: { index: number; externalId: string; why: string }[] = [];
  const items: NewItem[] = [];
  const seen = new Set<string>();
  incoming.forEach((row, index) => {
    const why = seen.has(row.externalId)
      ? 'the same external id stands earlier in this batch'
      : whyNot(row, queues, now);
    seen.add(row.externalId);
    if (why) rejected.push({ index, externalId: row.externalId, why });
    else items.push(itemOf(row, queues, now));
  });
  if (items.length === 0) return { accepted: [], rejected };
  const accepted = await transaction(db, (tx) => addItems(tx, items));
  return { accepted, rejected };
}

function whyNot(
  row: IncomingItem,
  queues: ReadonlyMap<string, Category>,
  now: Instant,
): string | null {
  if (row.externalId === '' || row.externalId.length > LONGEST_ID)
    return `externalId must have 1 to ${LONGEST_ID} characters`;
  if (UNKEEPABLE.test(row.externalId))
    return 'externalId must not contain a NUL or half of a character';
  if (!queues.has(row.queue)) return `there is no queue "${row.queue}"`;
  if (!isMedia(row.media)) return `media must be one of ${MEDIA.join(', ')}`;
  const unknown = row.categories?.find((c) => !isCategory(c));
  if (unknown !== undefined) return `there is no category "${unknown}"`;
  if (row.severity !== null && !isSeverity(row.severity)) return 'severity must be 0 to 5';
  const seconds = row.expectedSeconds;
  if (seconds !== null && !(Number.isInteger(seconds) && seconds > 0 && seconds <= LONGEST_LOOK))
    return `expectedSeconds must be a whole number from 1 to ${LONGEST_LOOK}`;
  if (row.arrivedAt !== null && !(row.arrivedAt <= now))
    return 'arrivedAt must not be in the future';
  if (row.arrivedAt !== null && row.arrivedAt < 0) return 'arrivedAt must not be before 1970';
  return null;
}

function isMedia(word: string): word is Media {
  return MEDIA.some((media) => media === word);
}

/** A row that passed every check; its queue's category is always among its categories. */
function itemOf(row: IncomingItem, queues: ReadonlyMap<string, Category>, now: Instant): NewItem {
  const own = queues.get(row.queue);
  const said = (row.categories ?? []).filter(isCategory);
  const { externalId, queue, expectedSeconds } = row;
  return {
    externalId,
    queue,
    media: isMedia(row.media) ? row.media : 'text',
    categories: [...new Set(own ? [own, ...said] : said)],
    severity: row.severity !== null && isSeverity(row.severity) ? row.severity : null,
    expectedSeconds,
    arrivedAt: row.arrivedAt ?? now,
  };
}
