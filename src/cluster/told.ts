import { appendFileSync } from 'node:fs';

/**
 * What the service told its clients, as they would hold it against the ledger: kept by them alone, in
 * a file too, a line each, before anything else happens.
 */
export class Told {
  /** The last word on each assignment. */
  readonly seconds = new Map<bigint, number>();
  /** The items that were taken in, by the platform's own names. */
  readonly items = new Set<string>();
  /** How often each answer was given, by question and name. */
  readonly answers = new Map<string, number>();
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  answered(question: string, kind: string): void {
    const name = `${question} ${kind}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
  }

  kept(reviewer: number, assignment: bigint, seconds: number): void {
    this.seconds.set(assignment, seconds);
    appendFileSync(this.file, `${assignment} ${reviewer} ${seconds}s\n`);
  }

  taken(externalId: string): void {
    this.items.add(externalId);
  }

  handedOut(reviewer: number, assignment: bigint): void {
    appendFileSync(this.file, `${assignment} ${reviewer} handed out\n`);
  }
}
