/** Gives the object that it is made with back, so that a field of a class can be put on it. */
class Onto {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: this is what it is for.
    return object;
  }
}

/**
 * What was computed of an object, kept on it where nothing else sees it, frozen or not. A WeakMap says
 * the same, but keeps what it holds of a young object through every minor collection, and lists of
 * proposals come and go by the thousand.
 */
export class Kept<Key extends object, Value> {
  readonly #field = class extends Onto {
    #value: Value;

    constructor(key: object, value: Value) {
      super(key);
      this.#value = value;
    }

    static of(key: object): Value | undefined {
      return #value in key ? key.#value : undefined;
    }

    static change(key: object, value: Value): boolean {
      if (!(#value in key)) return false;
      key.#value = value;
      return true;
    }
  };

  get(key: Key): Value | undefined {
    return this.#field.of(key);
  }

  set(key: Key, value: Value): void {
    if (!this.#field.change(key, value)) new this.#field(key, value);
  }
}
