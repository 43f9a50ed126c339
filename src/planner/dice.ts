/** A fast generator of whole numbers (xorshift, Marsaglia 2003): the search throws millions a second. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
    for (let i = 0; i < 16; i++) this.next();
  }

  /** 32 bits, never 0. */
  next(): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return x >>> 0;
  }

  /** From 0 up to, but never, n. */
  below(n: number): number {
    return Math.floor((this.next() / 4294967296) * n);
  }

  /** From 0 up to, but never, 1. */
  share(): number {
    return this.next() / 4294967296;
  }
}
