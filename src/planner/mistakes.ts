import { MINUTE } from '../domain/time.ts';
import { datesFrom } from './probe.ts';
import type { Plannable, PlanRequest } from './request.ts';

/** One to thirteen weeks. */
const DAYS = { least: 7, most: 91 };
/** What a person can be given on a day, with being off, fits in a byte. */
const MOST_DUTIES = 255;
const SLOT = 30 * MINUTE;

/** What is wrong with a request, a sentence each that says where; none: it can be planned. */
export function mistakesIn(request: PlanRequest): readonly string[] {
  const { days, kinds, people, demand } = request;
  if (!Number.isInteger(days) || days < DAYS.least || days > DAYS.most)
    return [`A plan has ${DAYS.least} to ${DAYS.most} days, not ${days}.`];
  const dates = new Set(datesFrom(request.first, days));
  const known = new Set(kinds.map(({ id }) => id));
  const twice = kinds.filter(({ id }, i) => kinds.findIndex((one) => one.id === id) !== i);
  return [
    ...twice.map(({ id }) => `The kind of shift '${id}' is there twice.`),
    ...people.flatMap((person) => mistakesOf(person, request, { dates, known })),
    ...demand.flatMap(({ group, start, people: wanted, weight }, i) => {
      const where = `Demand ${i} ('${group}')`;
      return [
        ...(start % SLOT === 0 ? [] : [`${where} does not start on a half hour.`]),
        ...(wanted >= 0 ? [] : [`${where} wants ${wanted} people.`]),
        ...(Number.isInteger(weight) && weight >= 1
          ? []
          : [`${where} weighs ${weight}, not a whole number from 1 on.`]),
      ];
    }),
  ];
}

function mistakesOf(
  person: Plannable,
  request: PlanRequest,
  { dates, known }: { readonly dates: ReadonlySet<string>; readonly known: ReadonlySet<string> },
): readonly string[] {
  const who = `Person ${person.id}`;
  const zones = new Set(
    request.kinds.filter(({ id }) => person.kinds.includes(id)).map(({ zone }) => zone),
  );
  const duties = person.kinds.length * person.groups.length;
  const named = [...person.wishes, ...person.pins];
  return [
    ...(person.kinds.length > 0 ? [] : [`${who} may be given no kind of shift.`]),
    ...person.kinds
      .filter((id) => !known.has(id))
      .map((id) => `${who} is to work '${id}', which is no kind of shift here.`),
    ...(zones.size > 1
      ? [`${who} is to work in ${[...zones].join(' and ')}: a rota has one zone a person.`]
      : []),
    ...(duties < MOST_DUTIES
      ? []
      : [`${who} has ${duties} duties: fewer than ${MOST_DUTIES} can be told apart.`]),
    ...(person.minutes.least <= person.minutes.most
      ? []
      : [
          `${who} is to work at least ${person.minutes.least} and at most ${person.minutes.most} minutes.`,
        ]),
    ...named
      .filter(({ date }) => !dates.has(date))
      .map(({ date }) => `${who} has a wish or a pin for ${date}, which is not planned.`),
    ...named.flatMap(({ kind }) =>
      kind !== null && !person.kinds.includes(kind)
        ? [`${who} has a wish or a pin for '${kind}', which they are not to be given.`]
        : [],
    ),
    ...person.wishes
      .filter(({ weight }) => !(Number.isInteger(weight) && weight >= 1))
      .map(
        ({ date, weight }) =>
          `${who} has a wish for ${date} that weighs ${weight}, not a whole number from 1 on.`,
      ),
  ];
}
