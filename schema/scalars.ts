import { DateTimeISOResolver, LocalDateResolver } from 'graphql-scalars';
import { isSeverity, type Severity } from '../src/domain/category.ts';
import type { Instant } from '../src/domain/time.ts';
import { Invalid } from '../src/services/errors.ts';
import { builder, type RequestContext } from './builder.ts';

builder.scalarType('DateTime', {
  description: 'An instant: RFC 3339 with an offset, answered in UTC with milliseconds.',
  serialize: (at) => new Date(at).toISOString(),
  parseValue: (value) => instantOf(DateTimeISOResolver.parseValue(value)),
});

builder.scalarType('LocalDate', {
  description: "A date of a place's own calendar: YYYY-MM-DD.",
  serialize: (date) => date,
  parseValue: (value) => LocalDateResolver.parseValue(value),
});

function instantOf(date: Date): Instant {
  return date.getTime();
}

/** A date without a time as the database keeps it, and back. */
export function dateOf(local: string): Date {
  return new Date(`${local}T00:00:00Z`);
}

export function localDateOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

const nows = new WeakMap<RequestContext, Date>();

/** One instant a request, for plain reads that ask what holds now; decisions have their own. */
export function nowOf(context: RequestContext): Date {
  const now = nows.get(context) ?? new Date(context.db.clock() ?? Date.now());
  nows.set(context, now);
  return now;
}

/** The number of an id of a table with int ids; 0, which nothing has, for what cannot be one. */
export function intId(id: string): number {
  const number = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : 0;
  return number <= 2_147_483_647 ? number : 0;
}

/** The same for tables with bigint ids. */
export function bigId(id: string): bigint {
  return /^[1-9]\d{0,17}$/.test(id) ? BigInt(id) : 0n;
}

/** A severity that a client sent. Throws Invalid. */
export function severityOf(severity: number): Severity {
  if (!isSeverity(severity)) throw new Invalid('severity', 'a severity is 0 to 5');
  return severity;
}
