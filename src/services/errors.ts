/** The caller named something that does not exist, or that they may not know of. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** The caller may not do this. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}

/** The caller's input is wrong: `field` says where. */
export class Invalid extends Error {
  override readonly name = 'Invalid';
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** It takes somebody else: nobody approves what they asked for themselves. */
export class SecondPersonNeeded extends Error {
  override readonly name = 'SecondPersonNeeded';
}

/** It was decided already, or it is over. */
export class AlreadyDecided extends Error {
  override readonly name = 'AlreadyDecided';
}

/** What it was decided on has changed since. */
export class Stale extends Error {
  override readonly name = 'Stale';
}
