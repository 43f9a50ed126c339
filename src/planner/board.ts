import type { Automaton } from './automaton.ts';
import type { Rota } from './rota.ts';

/** More than any sum of what is soft: a value with such a wish cannot be. */
export const IMPOSSIBLE = 2 ** 29;

/** A rota as flat arrays, made once, so that a move of the search touches numbers alone. */
export interface Board {
  readonly rota: Rota;
  readonly days: number;
  readonly people: number;
  /** Off, and all duties. */
  readonly values: number;
  /** How many values a person has; what their value v is among all is valueOf[valueAt[p] + v]. */
  readonly width: Int32Array;
  readonly valueAt: Int32Array;
  readonly valueOf: Uint16Array;
  /** The same by its kind: 0 off, else the kind and 1. */
  readonly stepOf: Uint8Array;
  /** By day: 0, or 1 and 2 for the days of a weekend. */
  readonly weekend: Uint8Array;
  readonly tables: Tables;
  /** By person: where the steps of their pattern begin, and how many there are to a state. */
  readonly table: Int32Array;
  readonly steps: Int32Array;
  readonly start: Uint16Array;
  /** What value v of a person costs on a day is wishes[wishAt[p] + d * width[p] + v]. */
  readonly wishAt: Int32Array;
  readonly wishes: Int32Array;
  /** What is possible of a person on a day is choices[choiceAt[p * days + d] .. choiceAt[.. + 1]]. */
  readonly choiceAt: Int32Array;
  readonly choices: Uint8Array;
  /** What value v adds on day d is in shares coverAt[v * days + d] .. coverAt[.. + 1]. */
  readonly coverAt: Int32Array;
  readonly coverCell: Int32Array;
  readonly coverAmount: Int32Array;
  readonly cells: Cells;
  readonly totals: Totals;
}

/** All automata in one, by state and step: a row of person p is read from table[p] on. */
export interface Tables {
  readonly automata: readonly Automaton[];
  readonly next: Uint16Array;
  readonly hard: Uint8Array;
  readonly soft: Int32Array;
  /** What a second day of a weekend costs beside. */
  readonly halfHard: Uint8Array;
  readonly halfSoft: Int32Array;
  /** Whether the step is the first worked of a weekend, when taken on its second day. */
  readonly second: Uint8Array;
}

export interface Cells {
  readonly wanted: Int32Array;
  readonly lacking: Int32Array;
  readonly beyond: Int32Array;
  /** 1: what is lacking, or is beyond, breaks something hard. */
  readonly hardLacking: Uint8Array;
  readonly hardBeyond: Uint8Array;
}

/** The totals of person p are those from at[p] up to at[p + 1]. */
export interface Totals {
  readonly at: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Where the amounts of its measure begin, by day and value; -1: weekends. */
  readonly amounts: Int32Array;
  readonly least: Int32Array;
  readonly most: Int32Array;
  readonly short: Int32Array;
  readonly long: Int32Array;
  readonly hardShort: Uint8Array;
  readonly hardLong: Uint8Array;
  readonly measures: Int32Array;
}
