import {
  AlreadyDecided,
  Forbidden,
  Invalid,
  NotFound,
  SecondPersonNeeded,
  Stale,
} from '../src/services/errors.ts';
import { builder } from './builder.ts';

/** What a union of answers says of itself. */
export const ANSWER = 'What was asked for, or a refusal by its name.';

const CODE = 'For programs; the same for ever: NOT_ON_SHIFT.';
const MESSAGE = 'One sentence for the person it concerns.';

/** What every refusal has in common, so that a client can show one that it does not know. */
export const ErrorInterface = builder.interfaceRef<object>('Error').implement({
  description: 'A refusal, or a mistake in what was asked.',
  fields: (t) => ({
    code: t.string({
      description: CODE,
      resolve: () => 'ERROR',
    }),
    message: t.string({
      description: MESSAGE,
      resolve: (error) => (error instanceof Error ? error.message : ''),
    }),
  }),
});

const everybody = { known: true } as const;

builder.objectType(NotFound, {
  name: 'NotFound',
  description: 'There is no such thing, or none that you may know of.',
  interfaces: [ErrorInterface],
  authScopes: everybody,
  fields: (t) => ({ code: t.string({ description: CODE, resolve: () => 'NOT_FOUND' }) }),
});

builder.objectType(Forbidden, {
  name: 'Forbidden',
  description: 'You may not do this.',
  interfaces: [ErrorInterface],
  authScopes: everybody,
  fields: (t) => ({ code: t.string({ description: CODE, resolve: () => 'FORBIDDEN' }) }),
});

builder.objectType(Invalid, {
  name: 'Invalid',
  description: 'Something in what was sent cannot be.',
  interfaces: [ErrorInterface],
  authScopes: everybody,
  fields: (t) => ({
    code: t.string({ description: CODE, resolve: () => 'INVALID' }),
    field: t.exposeString('field', { description: 'The argument that is wrong.' }),
  }),
});

builder.objectType(SecondPersonNeeded, {
  name: 'SecondPersonNeeded',
  description: 'Somebody else must approve it first.',
  interfaces: [ErrorInterface],
  authScopes: everybody,
  fields: (t) => ({ code: t.string({ description: CODE, resolve: () => 'SECOND_PERSON_NEEDED' }) }),
});

builder.objectType(AlreadyDecided, {
  name: 'AlreadyDecided',
  description: 'It was decided already, or it is over.',
  interfaces: [ErrorInterface],
  authScopes: everybody,
  fields: (t) => ({ code: t.string({ description: CODE, resolve: () => 'ALREADY_DECIDED' }) }),
});

builder.objectType(Stale, {
  name: 'Stale',
  description: 'What it was decided on has changed since.',
  interfaces: [ErrorInterface],
  authScopes: everybody,
  fields: (t) => ({ code: t.string({ description: CODE, resolve: () => 'STALE' }) }),
});

/** What the services return: which case it is stands in `kind`. */
interface Kind {
  readonly kind: string;
}

/** The answer of a mutation, or an expected refusal of one, under the name of its case. */
export function caseOf<Value extends Kind>(name: string, kind: Value['kind'], says: string) {
  const ref = builder.objectRef<Value>(name);
  const shared = {
    description: says,
    authScopes: everybody,
    isTypeOf: (value: unknown) => isKind(value, kind),
  };
  return { ref, shared };
}

/** As `caseOf`, for a refusal: it has a code and a sentence. */
export function refusalOf<Value extends Kind>(
  name: string,
  kind: Value['kind'] | readonly Value['kind'][],
  { description, says }: { description: string; says: (value: Value) => string },
) {
  const ref = builder.objectRef<Value>(name);
  const code = name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  ref.implement({
    description,
    authScopes: everybody,
    // That any shape will do for an interface of no shape is not told to a generic function.
    interfaces: [ErrorInterface] as never,
    isTypeOf: (value: unknown) => [kind].flat().some((one) => isKind(value, one)),
    fields: (t) => ({
      code: t.string({ description: CODE, resolve: () => code }),
      message: t.string({ description: MESSAGE, resolve: says }),
    }),
  });
  return ref;
}

/** Whether a value is this case of what a service returned. */
export function isKind(value: unknown, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
